// What each shipped policy covers and leaves out, in French, by the policy's name. `of` is a digest of the English, which opens the
// policy's text: a test finds what has changed since.

interface Scope {
  readonly of: string;
  readonly covers: string;
  readonly leaves: string;
}

export const frenchScopes: { readonly [policy: string]: Scope } = {
  cada_proposal: {
    of: "a52af4d0",
    covers:
      "établissement, infrastructure, personnel, données du client, contrôle par un pays tiers, assistance, certificat, logiciels, preuve, pour chaque niveau ; les niveaux s’additionnent (article 20(1)) : une règle lie à partir de son niveau.",
    leaves:
      "2.1(k), dont le texte n’a pas été trouvé ; les habilitations de sécurité ; les analyses de risque par lesquelles un acheteur apprend de quel niveau il a besoin (articles 29 et 30) ; la procédure ; le matériel, que l’annexe II écarte elle-même.",
  },
  ch_transfers: {
    of: "acc5cb91",
    covers:
      "les articles 16 à 18 de la loi fédérale révisée sur la protection des données et les articles 8 à 12 et l’annexe 1 de son ordonnance, depuis le 2023-09-01 : la liste du Conseil fédéral, datée ; les traités, les clauses communiquées, les garanties d’organes fédéraux, les clauses reconnues par le préposé, les règles d’entreprise contraignantes, les codes et certifications ; les exceptions de l’article 17 ; la publication (18). Et la résolution de privatim du 2025-11-18 sur les organes publics qui externalisent dans le nuage.",
    leaves:
      "le devoir d’informer (19), la sous-traitance comme telle (9), le secret pénal comme tel, la loi antérieure, et la justesse de l’appréciation d’une personne.",
  },
  data_act_switching: {
    of: "ac835ca6",
    covers:
      "le règlement (UE) 2023/2854, chapitre VI (articles 23 à 31), article 32 et article 34(2), pour le fournisseur qu’un client de l’Union quitte, ou utilise à côté d’un autre. Il s’applique depuis le 2025-09-12, aux contrats antérieurs aussi ; le changement est gratuit à partir du 2027-01-12.",
    leaves:
      "l’article 27 (bonne foi) et ce que sont des « mesures raisonnables » ; les pénalités de résiliation anticipée, qui ne sont pas des frais de changement ; la compatibilité avec des normes harmonisées douze mois après la publication de leur référence (30(3)) : aucune n’est connue ; les avis des organismes nationaux sur une injonction (32(3)) ; les produits et leurs données (chapitres II à V) ; la proposition de novembre 2025 qui épargnerait certains contrats antérieurs (omnibus numérique).",
  },
  eu_cloud_sovereignty: {
    of: "d0b2faed",
    covers:
      "39 facteurs qui peuvent retenir un niveau, chacun étant un fait de cette politique avec les options du calculateur dans l’ordre. Un objectif est une partie ; il atteint un niveau quand chacun de ses facteurs l’atteint ; le service atteint ce qu’atteint son objectif le plus bas. Qui n’atteint pas SEAL-1 a SEAL-0.",
    leaves:
      "neuf facteurs dont chaque option a SEAL-4, qui comptent donc sans jamais retenir (1.2, 1.4 à 1.7, 2.5, 5.3, 7.2, 8.4) ; la note pondérée, dont les poids diffèrent entre le cadre et le calculateur ; la profondeur par couche et par sous-traitant.",
  },
  eu_residency: {
    of: "16ff767e",
    covers:
      "le stockage, le traitement, l’accès et les transferts de toutes données, personnelles ou non ; et le lieu des clés.",
    leaves:
      "le droit du groupe de l’hébergeur : un hébergeur dans l’EEE qu’atteint la loi d’un pays tiers reste à l’intérieur (gdpr_transfers et gaia_x_label posent cette question). Les réseaux entre les lieux. Le chapitre V du RGPD, qui interdit bien moins.",
  },
  gaia_x_label: {
    of: "e21bdd27",
    covers:
      "les critères qui touchent au lieu, au droit, au contrôle et à la sortie : P1.1.2, P1.1.5, P1.2.3, P1.2.5 à P1.2.7, P1.2.9, P1.3.2 (contrat, lieux, attestations), P2 (protection des données), P4.1 (changement), P5.1 et P5.2 (contrôle européen), avec ce que chacun demande et, à partir du niveau où le tableau dit « certification », qui doit l’avoir examiné.",
    leaves:
      "le reste de P1 (niveaux de service, modifications, droit d’auteur, contacts, politiques dans une langue commune), P3 (sécurité) et P6 (environnement) ; ce que le client conserve ou envoie lui-même ailleurs ; la forme des attestations, que contrôle une chambre de compensation ; le contrôle de fait par une minorité, dont répond le certificat sur P5.1.5. P2.2.3 et P2.2.4 s’arrêtent au Label 2 dans le tableau ; ils continuent ici au Label 3, pour ce que le client envoie lui-même.",
  },
  gdpr_transfers: {
    of: "8543d7c3",
    covers:
      "les articles 44 à 49 avec leurs pendants du règlement (UE) 2018/1725 et de la directive 95/46/CE, lus avec les lignes directrices 05/2021 (notion de transfert) et 2/2018 (dérogations) et les recommandations 01/2020 (mesures supplémentaires) du CEPD ; et l’article 28(1) pour un hébergeur dans l’Union qu’atteint la loi d’un pays tiers.",
    leaves:
      "les bases juridiques, l’information des personnes, la directive (UE) 2016/680, le droit national, les contrats avec des sous-traitants (article 28(3)), sauf ceux d’hébergeurs dans l’Union qu’atteint une loi étrangère : un contrat défectueux ne rend aucun transfert illicite au regard du chapitre V, et ne vaut pas feu vert. Et la justesse de l’appréciation d’une personne : ce qu’une personne a conclu est demandé et marqué « attesté ».",
  },
  hds: {
    of: "1d425683",
    covers:
      "les données de santé issues de la prévention, du diagnostic, des soins ou du suivi social en France qu’un autre conserve pour ceux qui les ont recueillies, ou un sous-traitant sur ses propres machines : que l’hébergeur soit certifié, et qui administre le système ; les exigences 28 à 31 de la deuxième version du référentiel de certification HDS (stockage, accès à distance, loi étrangère, carte publique), et le fondement de ce qui est communiqué hors de l’EEE. Elles lient depuis le 2024-11-16 ; un hébergeur certifié auparavant a jusqu’au 2026-05-16.",
    leaves:
      "les autres exigences (sécurité, ISO 27001, clauses du contrat 17 à 27), lesquelles des six activités un certificat nomme, l’hébergement entre responsables conjoints, la conservation de courte durée pour saisir ou numériser des données (R. 1111-8-8), l’archivage électronique, et les règles propres à l’État pour les données sensibles (loi 2024-449, article 31). Les jours antérieurs au 2024-11-16 ne sont pas jugés. Les articles R. 1111-9-1 et R. 1111-11 du code, dans leur rédaction issue du décret 2026-209, disent à peu près la même chose que le référentiel et sont cités à côté, sans dates propres.",
  },
  marketplace_admission: {
    of: "e60b83a3",
    covers:
      "des attestations valables (nature, émetteur, niveau, fondement, durée), services, données et infrastructure interopérables, sortie en N jours, transparence sur le droit étranger, réciprocité pour les membres de l’extérieur, un orchestrateur neutre.",
    leaves:
      "ce qu’atteste une attestation (elle est crue sur parole), les signatures, les prix, les critères propres aux labels (voir gaia_x_label).",
  },
  secnumcloud: {
    of: "ddd324ad",
    covers:
      "où les données sont stockées, traitées, administrées et envoyées par le service ; à qui il les remet ; siège ; capital et droits de vote ; veto et organes ; la société de tête ; les fournisseurs et quiconque exploite un site ; l’autonomie ; le droit du contrat ; la reprise de ses données ; les risques résiduels.",
    leaves:
      "tous les autres chapitres (une qualification est un audit de centaines d’exigences) ; 19.6.e, droits fondamentaux ; l’exception de 19.6.b pour les titres cotés (seules comptent les participations déclarées selon L. 233-7 du Code de commerce), si bien qu’une société cotée doit ici répondre du reste de ses titres ; qui se tient derrière un détenteur, sauf la tête de son groupe : les participations par une chaîne sont à indiquer comme celles de détenteurs à part entière ; les vetos que plusieurs détenteurs n’ont qu’ensemble ; ce que le client conserve ou envoie lui-même ailleurs.",
  },
  sovereign_cloud: {
    of: "2f3f6193",
    covers:
      "la propriété (siège, tête du groupe, capital et voix, portée du droit étranger), la localisation (sites et qui les exploite), l’exploitation (administration, qui accède aux données, droit du contrat), la communication (à qui vont les données, ou à qui le groupe peut être contraint de les remettre), l’ouverture (accès à ce qui fut financé par le public, interfaces) et la portabilité (temps de sortie, formats, répétition), chacune étant une partie avec son propre verdict.",
    leaves:
      "l’approvisionnement en matériel et en logiciels (SOV-5), le personnel, la sécurité, l’environnement, le prix ; ce que le client envoie lui-même ailleurs ; les vetos et qui nomme le conseil, que demande `secnumcloud`.",
  },
  uk_transfers: {
    of: "d05bd4ce",
    covers:
      "les articles 44 à 49 du RGPD britannique tels qu’ils étaient, et tels que le Data (Use and Access) Act 2025 les a rédigés depuis le 2026-02-05 (44A, 45A, 46(1A), 49), lus avec le guide de l’ICO du 2026-01-15 : le test en trois étapes du transfert restreint, l’approbation par règlement, l’International Data Transfer Agreement et l’Addendum, les anciennes clauses de l’Union jusqu’au 2024-03-21, les règles d’entreprise contraignantes, les analyses de risque du transfert, les exceptions. Depuis le 2021-01-01.",
    leaves:
      "la partie 3 (répression) et la partie 4 (renseignement) de la loi de 2018, les contrats de sous-traitance, l’information des personnes, la justesse de l’appréciation d’une personne, les restrictions par règlement selon l’article 49A (aucune n’est connue).",
  },
};
