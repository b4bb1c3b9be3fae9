// The sentences of the gallery's policies in French: titles, remedies, duties, claims. The policies themselves are
// English, and these texts are only shown. A test requires a sentence for each of theirs, and no other.
export const frenchPolicies: { readonly [english: string]: string } = {
  // cada_proposal
  "Proposal, not in force: the service reaches a Union assurance level":
    "Proposition, pas en vigueur : le service atteint un niveau d’assurance de l’Union",
  "The provider is established in the Union": "Le fournisseur est établi dans l’Union",
  "The infrastructure of provider and subcontractors is in the Union":
    "L’infrastructure du fournisseur et des sous-traitants est dans l’Union",
  "Customers' data, metadata and telemetry included, stay in the Union":
    "Les données des clients, métadonnées et télémétrie comprises, restent dans l’Union",
  "They are sent to nobody outside the Union": "Elles ne sont envoyées à personne hors de l’Union",
  "The public buyer explicitly requires otherwise": "L’acheteur public exige expressément autre chose",
  "Support that others give from outside is kept in hand":
    "L’assistance que d’autres donnent de l’extérieur reste maîtrisée",
  "The service meets the state of the art of security": "Le service est à l’état de l’art de la sécurité",
  "Subcontractors are examined, bound and watched": "Les sous-traitants sont examinés, engagés et surveillés",
  "No law of the country in control asks for early word of vulnerabilities":
    "Aucune loi du pays qui contrôle n’exige d’être tôt informé des vulnérabilités",
  "The provider states conformity, or an audit does": "Le fournisseur déclare la conformité, ou un audit le fait",
  "Subcontractors are established in the Union": "Les sous-traitants sont établis dans l’Union",
  "The provider's staff are in the Union": "Le personnel du fournisseur est dans l’Union",
  "So are the subcontractors' staff": "Celui des sous-traitants aussi",
  "Staff who are Union citizens are at hand when the buyer asks":
    "Du personnel citoyen de l’Union est disponible quand l’acheteur le demande",
  "A European cybersecurity certificate, at least substantial":
    "Un certificat européen de cybersécurité, au moins substantiel",
  "There is no European scheme for clouds yet": "Il n’y a pas encore de schéma européen pour l’informatique en nuage",
  "Data that the service generates train no AI system of a third country":
    "Les données produites par le service n’entraînent aucun système d’IA d’un pays tiers",
  "Data that the service generates leave the Union in no case":
    "Les données produites par le service ne quittent l’Union en aucun cas",
  "Control from outside is kept from doing harm in four ways":
    "Quatre garanties empêchent un contrôle extérieur de nuire",
  "The service is supported and administered from the Union only":
    "Le service n’est assisté et administré que depuis l’Union",
  "All software and what it depends on is listed": "Tous les logiciels et leurs dépendances sont recensés",
  "Software from outside is audited, and can be replaced":
    "Les logiciels venus de l’extérieur sont audités et remplaçables",
  "Nobody can tamper with the service from afar": "Personne ne peut altérer le service à distance",
  "An independent audit came to a positive opinion": "Un audit indépendant a rendu un avis favorable",
  "Have the audit reviewed": "Faire réexaminer l’audit",
  "All staff are Union citizens": "Tout le personnel est citoyen de l’Union",
  "The top of the provider's group is in the Union": "La tête du groupe du fournisseur est dans l’Union",
  "No holder from outside has decisive influence on it":
    "Aucun détenteur extérieur n’y exerce d’influence déterminante",
  "A recognised country, and the four safeguards": "Un pays reconnu, et les quatre garanties",
  "The top of each subcontractor's group is in the Union": "La tête du groupe de chaque sous-traitant est dans l’Union",
  "Those who support and administer it live in the Union": "Ceux qui l’assistent et l’administrent vivent dans l’Union",
  "Data found sensitive stay in the Union, whatever the buyer says":
    "Les données jugées sensibles restent dans l’Union, quoi que dise l’acheteur",
  "A European cybersecurity certificate at level high": "Un certificat européen de cybersécurité de niveau élevé",
  "The top of its group is in the Union, with no way round": "La tête de son groupe est dans l’Union, sans exception",
  "Nor has a holder from outside decisive influence": "Aucun détenteur extérieur n’a non plus d’influence déterminante",
  "Nor is a subcontractor of a group from outside": "Aucun sous-traitant n’est non plus d’un groupe extérieur",
  "Nobody outside steers how its software is made": "Personne à l’extérieur ne dirige la fabrication de ses logiciels",
  "What reaches the highest level belongs to no group from outside":
    "Ce qui atteint le niveau le plus élevé n’appartient à aucun groupe extérieur",
  "What reaches the highest level was audited": "Ce qui atteint le niveau le plus élevé a été audité",
  // data_act_switching
  "A written contract has the terms on switching":
    "Un contrat écrit contient les clauses sur le changement de fournisseur",
  "No more than two months' notice": "Un délai de préavis de deux mois au plus",
  "Shorten the notice to two months.": "Ramenez le délai de préavis à deux mois.",
  "The transition takes no more than 30 days": "La période transitoire dure 30 jours au plus",
  "Complete it within 30 days, or show in time why that is technically not feasible.":
    "Achevez-la en 30 jours, ou montrez à temps pourquoi c’est techniquement impossible.",
  "Data can be retrieved for at least 30 days more":
    "Les données restent récupérables pendant au moins 30 jours de plus",
  "Ways, formats and limits of switching are told, and a register is kept":
    "Moyens, formats et limites du changement de fournisseur sont indiqués, et un registre est tenu",
  "The jurisdiction of the infrastructure is published": "La juridiction de l’infrastructure est publiée",
  "So are the measures against access by foreign governments":
    "Les mesures contre l’accès de gouvernements étrangers aussi",
  "Until 2027-01-11 switching is charged at no more than its cost":
    "Jusqu’au 2027-01-11, le changement de fournisseur n’est facturé qu’à son coût",
  "Charge no more than the costs directly linked to the switching.":
    "Ne facturez que les coûts directement liés au processus de changement de fournisseur.",
  "From 2027-01-12 switching is free of charge": "À partir du 2027-01-12, le changement de fournisseur est gratuit",
  "Strike the charge.": "Supprimez ces frais.",
  "Infrastructure: the customer is helped to the same function elsewhere":
    "Infrastructure : le client est aidé à retrouver la même fonction ailleurs",
  "Platforms and software: interfaces are open": "Plateformes et logiciels : les interfaces sont ouvertes",
  "Platforms and software: data can be taken out in an open or common format":
    "Plateformes et logiciels : les données s’exportent dans un format ouvert ou courant",
  "Using two services at once is charged at no more than the cost of egress":
    "L’usage de deux services à la fois n’est facturé qu’au coût de sortie des données",
  "30 days are technically not feasible, as was shown in time: up to seven months":
    "30 jours sont techniquement impossibles, comme montré à temps : jusqu’à sept mois",
  "Keep the service running throughout the longer transition":
    "Maintenir le service pendant toute la période transitoire prolongée",
  "The customer asked for longer": "Le client a demandé un délai plus long",
  "Built for one customer, and not in the catalogue": "Conçu pour un seul client, et absent du catalogue",
  "Tell the customer before the contract which obligations do not apply":
    "Indiquer au client avant le contrat quelles obligations ne s’appliquent pas",
  "Not for production: for testing and evaluation, for a limited time":
    "Pas en production : pour essai et évaluation, pour un temps limité",
  "From 2027-01-12 no service that passes charges for switching, unless custom-built or a test":
    "À partir du 2027-01-12, aucun service conforme ne facture le changement de fournisseur, sauf sur mesure ou essai",
  "No service that passes takes more than seven months, unless the customer asks for it or it is a test":
    "Aucun service conforme ne prend plus de sept mois, sauf si le client le demande ou s’il s’agit d’un essai",
  // eu_residency
  "Data rest and are processed in the EEA, and nobody reads them from outside":
    "Les données sont conservées et traitées dans l’EEE, et personne ne les lit de l’extérieur",
  "Data rest in the EEA": "Les données sont conservées dans l’EEE",
  "Move this store to a place in the EEA.": "Déplacez ce stockage dans l’EEE.",
  "Data are processed in the EEA": "Les données sont traitées dans l’EEE",
  "Have this done in the EEA.": "Faites-le faire dans l’EEE.",
  "Nobody outside the EEA reads them in the clear": "Personne hors de l’EEE ne les lit en clair",
  "Close this access, or give it ciphertext whose keys the exporter keeps.":
    "Fermez cet accès, ou ne donnez que des données chiffrées dont l’exportateur garde les clés.",
  "The keys of what is encrypted are in the EEA": "Les clés de ce qui est chiffré sont dans l’EEE",
  "Keep the keys in the EEA.": "Gardez les clés dans l’EEE.",
  "No data are transferred out of the EEA": "Aucune donnée n’est transférée hors de l’EEE",
  "Choose a recipient in the EEA, or send ciphertext whose keys stay in it.":
    "Choisissez un destinataire dans l’EEE, ou envoyez des données chiffrées dont les clés y restent.",
  "The contract says that data stay": "Le contrat dit que les données restent",
  "Have the provider promise that data stay in the Union.":
    "Faites promettre au fournisseur que les données restent dans l’Union.",
  "What leaves is ciphertext, and its keys stay": "Ce qui sort est chiffré, et les clés restent",
  "In no flow that passes do data rest or run outside the EEA":
    "Dans aucun flux conforme les données ne sont conservées ou traitées hors de l’EEE",
  "In no flow that passes does anybody have data in the clear outside the EEA":
    "Dans aucun flux conforme quelqu’un n’a les données en clair hors de l’EEE",
  // gaia_x_label
  "A service reaches Gaia-X Standard Compliance or a Label":
    "Un service atteint la conformité standard de Gaia-X ou un label",
  "The contract can be under the law of an EEA State": "Le contrat peut relever du droit d’un État de l’EEE",
  "Offer the contract under the law of an EEA State.": "Proposez le contrat sous le droit d’un État de l’EEE.",
  "The contract names the law that governs it": "Le contrat nomme le droit qui le régit",
  "The provider accepted the Gaia-X terms, and keeps its credentials up to date":
    "Le fournisseur a accepté les conditions de Gaia-X et tient ses attestations à jour",
  "Every place where data rest, are processed or can be reached is declared":
    "Tout lieu où les données sont conservées, traitées ou accessibles est déclaré",
  "Declare the country of this place.": "Déclarez le pays de ce lieu.",
  "How the provider tells of subcontractors is explained":
    "La façon dont le fournisseur informe sur ses sous-traitants est expliquée",
  "The jurisdictions of each subcontractor are told": "Les juridictions de chaque sous-traitant sont indiquées",
  "The service is described by a credential": "Le service est décrit par une attestation",
  "The provider's identity is verified": "L’identité du fournisseur est vérifiée",
  "The contract binds the processor as the GDPR asks": "Le contrat lie le sous-traitant comme l’exige le RGPD",
  "Transfers to third countries are defined": "Les transferts vers des pays tiers sont définis",
  "A transfer to a third country has its means under Chapter V":
    "Un transfert vers un pays tiers a son fondement au chapitre V",
  "Data protection is certified": "La protection des données est certifiée",
  "Data can be taken out in an open or common format": "Les données s’exportent dans un format ouvert ou courant",
  "Switching is certified": "Le changement de fournisseur est certifié",
  "What leaving takes is told before the contract": "Ce que demande une sortie est indiqué avant le contrat",
  "What is told about leaving is certified": "Ce qui est dit de la sortie est certifié",
  "The customer can keep all data in the EEA": "Le client peut garder toutes les données dans l’EEE",
  "Where data are kept is certified": "Le lieu de conservation des données est certifié",
  "All data rest and are processed in the EEA": "Toutes les données sont conservées et traitées dans l’EEE",
  "Move this to a place in the EEA.": "Déplacez ceci dans l’EEE.",
  "Nobody but the customer reads data from outside the EEA":
    "Personne sauf le client ne lit les données depuis l’extérieur de l’EEE",
  "A provider whom a foreign law reaches has verified safeguards":
    "Un fournisseur qu’une loi étrangère atteint a des garanties vérifiées",
  "So has a provider whose subcontractor a foreign law reaches":
    "De même celui dont un sous-traitant est atteint par une loi étrangère",
  "Registered office, headquarters and main establishment are in the EEA":
    "Siège statutaire, administration centrale et établissement principal sont dans l’EEE",
  "Shareholders from outside the EEA do not control the provider, together or through others":
    "Les actionnaires hors de l’EEE ne contrôlent pas le fournisseur, ni ensemble ni par d’autres",
  "No shareholder from outside the EEA has a veto or appoints the board":
    "Aucun actionnaire hors de l’EEE n’a de veto ni ne nomme le conseil",
  "A subcontractor from outside the EEA reaches neither data nor identities":
    "Un sous-traitant hors de l’EEE n’atteint ni données ni identités",
  "Orders from outside are pushed back unless Union law lets them be followed":
    "Les injonctions extérieures sont repoussées, sauf si le droit de l’Union permet de les suivre",
  "The service goes on without any one supplier": "Le service continue sans l’un quelconque de ses fournisseurs",
  "Establishment and autonomy are certified": "Établissement et autonomie sont certifiés",
  "Orders, control and subcontractors were examined for Label 3":
    "Injonctions, contrôle et sous-traitants ont été examinés pour le label 3",
  "The provider reaches data only as customer or law allow":
    "Le fournisseur n’accède aux données que si le client ou la loi le permet",
  "That it does so is certified": "Cela est certifié",
  "At Label 3 no data rest or run outside the EEA":
    "Au label 3, aucune donnée n’est conservée ou traitée hors de l’EEE",
  "At Label 3 no subcontractor seated outside the EEA can reach data":
    "Au label 3, aucun sous-traitant établi hors de l’EEE n’atteint les données",
  // gdpr_transfers
  "Personal data leave the Union only as Chapter V of the GDPR allows":
    "Les données à caractère personnel ne quittent l’Union que comme le permet le chapitre V du RGPD",
  "Recipients, places and purposes are named": "Destinataires, lieux et finalités sont nommés",
  "Name each recipient, its country and the purpose.": "Nommez chaque destinataire, son pays et la finalité.",
  "A transfer rests on adequacy or on a tool that binds":
    "Un transfert repose sur une décision d’adéquation ou sur un instrument contraignant",
  "Agree a tool of Article 46 that fits the two roles, such as standard contractual clauses (a body of the Union: clauses that the EDPS authorises), or choose a recipient that is adequate.":
    "Concluez des clauses contractuelles types dans le module des deux rôles, ou choisissez un destinataire adéquat.",
  "Clauses are used for the roles that they were made for":
    "Les clauses sont utilisées pour les rôles auxquels elles sont destinées",
  "Judge a flow under British law by uk_transfers, one under Swiss law by ch_transfers; no shipped policy covers another law.":
    "Jugez un flux soumis au droit britannique par uk_transfers, au droit suisse par ch_transfers ; aucune politique fournie ne couvre un autre droit.",
  "Use the module of the two roles.": "Utilisez le module des deux rôles.",
  "What the tool promises holds in the recipient's country":
    "Ce que promet l’instrument tient dans le pays du destinataire",
  "Review whether law and practice of the destination still allow the transfer":
    "Réexaminer si le droit et la pratique de la destination permettent encore le transfert",
  "Assess the law and practice of the destination, measures included. Where that law goes too far, keep the keys, or pseudonymise, if the recipient can do without the clear text, or show that in practice the law does not reach this recipient.":
    "Évaluez le droit et la pratique de la destination, mesures comprises. Si ce droit va trop loin, gardez les clés, ou pseudonymisez, si le destinataire peut se passer du clair, ou montrez qu’en pratique ce droit n’atteint pas ce destinataire.",
  "A derogation that is claimed meets its conditions": "Une dérogation invoquée remplit ses conditions",
  "Show that each condition of the derogation is met, or rest the transfer on a tool.":
    "Montrez que chaque condition de la dérogation est remplie, ou fondez le transfert sur un instrument.",
  "An authority abroad receives data on a ground of Chapter V; its order alone is none":
    "Une autorité étrangère reçoit des données sur un fondement du chapitre V ; sa seule injonction n’en est pas un",
  "State the ground of the transfer. Where an order is all there is, refer the authority to the treaty that binds both countries.":
    "Indiquez le fondement du transfert. S’il n’y a qu’une injonction, renvoyez l’autorité au traité qui lie les deux pays.",
  "A disclosure that the contract allows is a transfer that is planned":
    "Une divulgation que le contrat permet est un transfert prévu",
  "Strike the clause, or state the disclosure as a transfer with its ground.":
    "Supprimez la clause, ou indiquez la divulgation comme un transfert avec son fondement.",
  "On the way, a country that goes too far can read nothing": "En chemin, un pays qui va trop loin ne peut rien lire",
  "Data on the way through a country that goes too far are encrypted":
    "Les données qui traversent un pays qui va trop loin sont chiffrées",
  "A host whom a foreign law reaches gives sufficient guarantees":
    "Un hébergeur qu’une loi étrangère atteint présente des garanties suffisantes",
  "A host who can read the data, and whom a foreign law reaches, has a proper contract and was examined first":
    "Un hébergeur qui peut lire les données, et qu’une loi étrangère atteint, a un contrat en règle et a été examiné d’abord",
  "Agree what Article 28(3) requires, purposes included, and assess risks and safeguards before the processing begins.":
    "Convenir de ce que l’article 28(3) exige, finalités comprises, et évaluer risques et garanties avant que le traitement ne commence.",
  "Examine again whether the host's guarantees hold against the law that reaches it":
    "Réexaminer si les garanties de l’hébergeur tiennent face à la loi qui l’atteint",
  "Keep the keys in the Union with another than the host, pseudonymise first, or have the host promise to stay in the Union and to obey no foreign order.":
    "Gardez les clés dans l’Union chez un autre que l’hébergeur, pseudonymisez d’abord, ou faites promettre à l’hébergeur de rester dans l’Union et de n’obéir à aucune injonction étrangère.",
  "Sensitive data that a processor abroad can read were examined first":
    "Des données sensibles qu’un sous-traitant à l’étranger peut lire ont été examinées d’abord",
  "Assess risks and safeguards before such data go to a processor, or send nothing that it can read.":
    "Évaluez risques et garanties avant que ces données n’aillent à un sous-traitant, ou n’envoyez rien qu’il puisse lire.",
  "The person consented explicitly, told of the risks":
    "La personne concernée a donné son consentement explicite, informée des risques",
  "A contract with the person needs it": "L’exécution d’un contrat avec la personne concernée l’exige",
  "A contract in the person's interest needs it": "Un contrat conclu dans l’intérêt de la personne concernée l’exige",
  "An important reason of public interest in Union or Member State law":
    "Un motif important d’intérêt public du droit de l’Union ou d’un État membre",
  "Legal claims need it": "La constatation, l’exercice ou la défense de droits en justice l’exige",
  "A life is at stake and the person cannot consent": "Une vie est en jeu et la personne ne peut consentir",
  "An extract from a register open to the public": "Un extrait d’un registre ouvert au public",
  "Compelling interests, few people, not repeated, told to the authority":
    "Intérêts légitimes impérieux, nombre limité de personnes, transfert non répétitif, autorité de contrôle informée",
  "Inform the supervisory authority and the people concerned":
    "Informer l’autorité de contrôle et les personnes concernées",
  "From 2026-06-01 no French company's flow that passes leaves contact data readable in Germany with a host of a Chinese group, whatever it promises":
    "À partir du 2026-06-01, aucun flux conforme d’une entreprise française ne laisse des coordonnées lisibles en Allemagne chez un hébergeur d’un groupe chinois, quoi qu’il promette",
  "From 2026-06-01 no French company's flow that passes takes health data in the clear through China":
    "À partir du 2026-06-01, aucun flux conforme d’une entreprise française ne fait passer des données de santé en clair par la Chine",
  // hds
  "French health data are with a certified host, in the EEA":
    "Les données de santé françaises sont chez un hébergeur certifié, dans l’EEE",
  "The host is certified": "L’hébergeur est certifié",
  "Choose a host on the list of certified hosts.": "Choisissez un hébergeur de la liste des hébergeurs certifiés.",
  "Its certificate is of the second edition": "Son certificat est de la deuxième édition du référentiel",
  "Health data are stored in the EEA alone": "Les données de santé ne sont conservées que dans l’EEE",
  "Where they are stored is told": "Le lieu de leur conservation est indiqué",
  "Access and processing outside rest on adequacy or on safeguards":
    "Accès et traitement hors de l’EEE reposent sur une décision d’adéquation ou sur des garanties",
  "Agree standard contractual clauses in the module of the two roles with whoever has the access, and assess its country's law; or close it.":
    "Concluez avec qui a cet accès des clauses contractuelles types dans le module des deux rôles, et évaluez le droit de son pays ; ou fermez-le.",
  "Health data are disclosed outside on adequacy or on safeguards":
    "Des données de santé ne sont communiquées hors de l’EEE que sur une décision d’adéquation ou sur des garanties",
  "Agree standard contractual clauses in the module of the two roles with the recipient, and assess its country's law; or disclose nothing there.":
    "Concluez avec le destinataire des clauses contractuelles types, dans le module des deux rôles, et analysez le droit de son pays ; ou n’y communiquez rien.",
  "The exporter discloses them itself, and the conditions of a derogation are met":
    "L’exportateur les communique lui-même, et les conditions d’une dérogation sont remplies",
  "Where it rests on safeguards, they are told": "S’il repose sur des garanties, elles sont indiquées",
  "A host whom a foreign law reaches says which, and what it does about it":
    "Un hébergeur qu’une loi étrangère atteint dit laquelle, et ce qu’il fait contre",
  "The host publishes a map of transfers and remote access":
    "L’hébergeur publie la carte des transferts et des accès à distance",
  "That law is of a country with an adequacy decision": "Cette loi est celle d’un pays qui a une décision d’adéquation",
  "Certified before 2024-11-16: until 2026-05-16": "Certifié avant le 2024-11-16 : jusqu’au 2026-05-16",
  "The provider was certified before 2024-11-16: until 2026-05-16":
    "Le fournisseur a été certifié avant le 2024-11-16 : jusqu’au 2026-05-16",
  "Whoever administers the system that holds them is certified, or covered by the host's certificate":
    "Qui administre le système qui les contient est certifié, ou couvert par le certificat de l’hébergeur",
  "Choose a certified company, or have the host's certificate cover it.":
    "Choisissez une société certifiée, ou faites-la couvrir par le certificat de l’hébergeur.",
  "From 2026-05-17 no flow of a customer seated in France that passes has another store health data outside the EEA":
    "À partir du 2026-05-17, dans aucun flux conforme un autre ne conserve des données de santé hors de l’EEE",
  "From 2026-05-17 no flow of a customer seated in France that passes has another who is not certified store health data":
    "À partir du 2026-05-17, dans aucun flux conforme un autre qui n’est pas certifié ne conserve des données de santé",
  // marketplace_admission
  "A member shows its credentials, can be left, and opens its own market":
    "Un membre montre ses attestations, peut être quitté et ouvre son propre marché",
  "The member shows who it is": "Le membre montre qui il est",
  "Renew each credential before its last day": "Renouveler chaque attestation avant son dernier jour",
  "The member describes its service": "Le membre décrit son service",
  "The member has accepted the terms of the market": "Le membre a accepté les conditions du marché",
  "The service has Gaia-X Compliance, at a level": "Le service a la conformité Gaia-X, à un niveau",
  "Who takes personal data shows a code of conduct or a certification":
    "Qui reçoit des données à caractère personnel montre un code de conduite ou une certification",
  "Its service works with others through open interfaces":
    "Son service fonctionne avec d’autres par des interfaces ouvertes",
  "Its data can be used with other services": "Ses données peuvent servir avec d’autres services",
  "Its infrastructure works with others": "Son infrastructure fonctionne avec d’autres",
  "A platform or a software service shows open interfaces instead":
    "Une plateforme ou un logiciel montre plutôt des interfaces ouvertes",
  "What was built for one customer": "Ce qui a été conçu pour un seul client",
  "A customer can be with another member within the days that the market asks for":
    "Un client peut être chez un autre membre dans les jours que le marché demande",
  "Try out the exit": "Essayer la sortie",
  "Shorten notice or transition.": "Raccourcissez le préavis ou la transition.",
  "Data come out in an open format": "Les données sortent dans un format ouvert",
  "A version for testing only, for a short time": "Une version pour essai seulement, pour peu de temps",
  "Whom a law from abroad reaches says so": "Qui est atteint par une loi étrangère le dit",
  "A member from outside comes from a market that is open to Europeans":
    "Un membre extérieur vient d’un marché ouvert aux Européens",
  "The orchestrator does not trade in its own market": "L’orchestrateur ne commerce pas sur son propre marché",
  "The orchestrator is party to nobody's transaction": "L’orchestrateur n’est partie à la transaction de personne",
  "What passes through the orchestrator's hands it does not see":
    "Ce qui passe entre les mains de l’orchestrateur, il ne le voit pas",
  "Nobody from outside gets in whose own market is closed":
    "Personne de l’extérieur n’entre si son propre marché est fermé",
  "No production service gets in whose data come out in no open format":
    "Aucun service en production n’entre si ses données ne sortent dans aucun format ouvert",
  // who works for a service: gaia_x_label, cada_proposal
  "The service sends data to nobody outside the EEA": "Le service n’envoie de données à personne hors de l’EEE",
  "So has a provider for whom a company that a foreign law reaches runs a site":
    "De même le fournisseur pour qui une société qu’atteint une loi étrangère exploite un site",
  "A company from outside the EEA that runs a site cannot read the data":
    "Une société extérieure à l’EEE qui exploite un site ne peut lire les données",
  "Have this done by a company of the EEA, or keep it from the data.":
    "Faites-le faire par une société de l’EEE, ou tenez-la à l’écart des données.",
  "A company from outside the EEA that the service hands data cannot read them":
    "Une société extérieure à l’EEE à qui le service remet des données ne peut les lire",
  "Have this done by a company of the EEA, or hand it ciphertext whose keys it does not have.":
    "Faites-le faire par une société de l’EEE, ou ne lui remettez que du chiffré dont elle n’a pas les clés.",
  "Companies that run a site for it are established in the Union":
    "Les sociétés qui exploitent un site pour lui sont établies dans l’Union",
  "Companies to which it hands data are established in the Union":
    "Les sociétés à qui il remet des données sont établies dans l’Union",
  "The top of the group of each company that runs a site for it is in the Union":
    "La tête du groupe de chaque société qui exploite un site pour lui est dans l’Union",
  "The top of the group of each company to which it hands data is in the Union":
    "La tête du groupe de chaque société à qui il remet des données est dans l’Union",
  "Nor does a company of a group from outside run a site for it":
    "Ni une société d’un groupe extérieur n’exploite un site pour lui",
  "Nor does a company of a group from outside receive data from it":
    "Ni une société d’un groupe extérieur ne reçoit de données de lui",
  // secnumcloud
  "The service is out of reach of law from outside the Union":
    "Le service est hors d’atteinte du droit extérieur à l’Union",
  "Customers' data and technical data are stored and processed in the Union":
    "Données des clients et données techniques sont conservées et traitées dans l’Union",
  "Move this site into the Union.": "Déplacez ce site dans l’Union.",
  "The provider receives no data outside the Union, and sends none there, nor does who works for it":
    "Le prestataire ne reçoit pas de données hors de l’Union et n’y en envoie pas, ni ceux qui travaillent pour lui",
  "A company from outside that the service hands data cannot read them":
    "Une société de l’extérieur à qui le service remet des données ne peut les lire",
  "Hand it nothing, or ciphertext whose keys it does not have.":
    "Ne lui remettez rien, ou seulement du chiffré dont elle n’a pas les clés.",
  "Have this done in the Union.": "Faites-le faire dans l’Union.",
  "The customer is told where data are stored and processed":
    "Le client sait où les données sont conservées et traitées",
  "The service is administered and supervised from the Union": "Le service est administré et supervisé depuis l’Union",
  "Administer from the Union; from outside, only support that reaches no data is allowed.":
    "Administrez depuis l’Union ; de l’extérieur, seule une assistance sans accès aux données est permise.",
  "Support of customers from outside that reaches no data, is documented and supervised":
    "Une assistance aux clients de l’extérieur, sans accès aux données, documentée et supervisée",
  "The provider gives support from there that reaches no data: nothing is sent":
    "Le prestataire y assure une assistance sans accès aux données : rien n’est envoyé",
  "Seat, central administration and main establishment are in the Union":
    "Siège, administration centrale et établissement principal sont dans l’Union",
  "Inform customers within a month of any change that touches chapter 19.6":
    "Informer les clients dans le mois de tout changement qui touche le chapitre 19.6",
  "No company from outside stands at the top of the group": "Aucune société extérieure n’est à la tête du groupe",
  "Nobody from outside holds more than 24 % of capital or votes":
    "Personne de l’extérieur ne détient plus de 24 % du capital ou des votes",
  "Together, holders from outside have 39 % of capital and votes at most":
    "Ensemble, les détenteurs extérieurs ont au plus 39 % du capital et des votes",
  "No holder from outside can veto": "Aucun détenteur extérieur n’a de veto",
  "No holder from outside appoints most of the board": "Aucun détenteur extérieur ne nomme la majorité du conseil",
  "A supplier from outside has no technical means to obtain the data":
    "Un fournisseur extérieur n’a aucun moyen technique d’obtenir les données",
  "A company from outside that runs a site cannot read the data":
    "Une société extérieure qui exploite un site ne peut lire les données",
  "Run the site yourself, or keep its operator from the keys.":
    "Exploitez le site vous-même, ou gardez les clés hors de portée de son opérateur.",
  "The service goes on without a supplier from outside": "Le service continue sans fournisseur extérieur",
  "The supplier is qualified itself": "Le fournisseur est lui-même qualifié",
  "The contract is under the law of a Member State": "Le contrat relève du droit d’un État membre",
  "Customers can take their data out in a documented form":
    "Les clients peuvent reprendre leurs données sous une forme documentée",
  "A document lists the risks that remain from laws outside the Union":
    "Un document liste les risques résiduels des droits extérieurs à l’Union",
  "No provider that passes stores or processes data outside the Union":
    "Aucun fournisseur conforme ne conserve ni ne traite de données hors de l’Union",
  "No provider that passes has a holder from outside that can veto":
    "Aucun fournisseur conforme n’a de détenteur extérieur qui ait un droit de veto",
  "A company from outside that keeps the data for the provider has no keys to them":
    "Une société extérieure qui garde les données pour le fournisseur n’en a pas les clés",
  "No provider that passes lets an unqualified outsider hold the service up":
    "Chez aucun fournisseur conforme un tiers extérieur non qualifié ne peut arrêter le service",
  // sovereign_cloud
  "The cloud is owned, run and left as a sovereign one":
    "Le nuage est détenu, exploité et quitté comme un nuage souverain",
  "The provider has its seat at home": "Le fournisseur a son siège sur le territoire",
  "The top of its group is at home": "La tête de son groupe est sur le territoire",
  "No outsider holds more than 24 % of its capital or votes":
    "Aucun détenteur extérieur n’a plus de 24 % de son capital ni de ses voix",
  "Outsiders together hold 39 % of its capital at most":
    "Ensemble, les détenteurs extérieurs ont au plus 39 % de son capital",
  "Outsiders that hold a share have 39 % of its votes at most, together":
    "Ensemble, les détenteurs extérieurs d’une part ont au plus 39 % de ses voix",
  "No access law of a third country reaches it": "Aucune loi d’accès d’un pays tiers ne l’atteint",
  "Data rest and are processed at home": "Les données sont conservées et traitées sur le territoire",
  "Move this site home.": "Ramenez ce site sur le territoire.",
  "Whoever runs a site is at home": "Qui exploite un site est sur le territoire",
  "Whoever reaches the data is at home": "Qui accède aux données est sur le territoire",
  "The service sends data to nobody abroad": "Le service n’envoie de données à personne à l’étranger",
  "Have this done at home.": "Faites-le faire sur le territoire.",
  "Whoever the service hands data is at home": "Celui à qui le service remet des données est sur le territoire",
  "No access law of a third country reaches another company of its group":
    "Aucune loi d’accès d’un pays tiers n’atteint une autre société de son groupe",
  "The operator cannot read what it holds, and the customer alone has the keys":
    "L’opérateur ne peut lire ce qu’il détient, et le client seul a les clés",
  "It is administered from home": "Il est administré depuis le territoire",
  "Someone abroad who sees nothing of the data": "Quelqu’un à l’étranger qui ne voit rien des données",
  "The contract is under a law of home": "Le contrat relève d’un droit du territoire",
  "Others may use, on equal terms, what public money built":
    "D’autres peuvent utiliser, à conditions égales, ce que l’argent public a bâti",
  "Open the infrastructure to other providers on equal terms, or build it with money of one's own.":
    "Ouvrez l’infrastructure à d’autres fournisseurs à conditions égales, ou bâtissez-la sur fonds propres.",
  "It was built for a single public body": "Il a été bâti pour un seul organisme public",
  "Its interfaces are open": "Ses interfaces sont ouvertes",
  "The customer is with another provider in the days it asked for":
    "Le client est chez un autre fournisseur dans les jours qu’il a demandés",
  "Leaving was tried out within a year": "La sortie a été essayée dans l’année",
  "Try out the exit again": "Essayer de nouveau la sortie",
  "No cloud that passes belongs to a group of a third country":
    "Aucun nuage conforme n’appartient à un groupe d’un pays tiers",
  "No cloud that passes keeps to itself what public money built for all":
    "Aucun nuage conforme ne garde pour lui ce que l’argent public a bâti pour tous",
  // crm_residency
  "Customer data stay in the EEA, or leave it under Chapter V":
    "Les données des clients restent dans l’EEE, ou le quittent selon le chapitre V",
  "Customer data rest in an approved region": "Les données des clients sont conservées dans une région approuvée",
  "Move this store to an approved region.": "Déplacez ce stockage dans une région approuvée.",
  "A backup elsewhere in the EEA under our own keys": "Une sauvegarde ailleurs dans l’EEE, sous nos propres clés",
  "Nobody outside the EEA reads it in the clear": "Personne hors de l’EEE ne les lit en clair",
  "A transfer rests on a Chapter V ground": "Un transfert repose sur un fondement du chapitre V",
  "Review the assessment": "Réexaminer l’analyse",
  "Explicit, informed and occasional": "Explicite, éclairé et occasionnel",
  "No compliant flow lets special-category data rest outside the EEA":
    "Aucun flux conforme ne laisse des catégories particulières de données hors de l’EEE",
  // data_act_switching, access
  "A customer can leave the service as the Data Act provides, and no foreign authority reaches in unlawfully":
    "Un client peut quitter le service comme le prévoit le règlement sur les données, et aucune autorité étrangère n’y accède illicitement",
  "Unlawful access by authorities of third countries is prevented":
    "L’accès illicite d’autorités de pays tiers est empêché",
  "Take the measures: encryption, contracts, audits, certificates.":
    "Prenez les mesures : chiffrement, contrats, audits, certificats.",
  "A court or an authority of a third country gets non-personal data on an agreement, or under three conditions":
    "Une autorité d’un pays tiers obtient des données non personnelles sur un accord, ou à trois conditions",
  "Refuse, or refer the authority to the agreement between the countries.":
    "Refusez, ou renvoyez l’autorité à l’accord entre les pays.",
  "It gets the least that answers the request": "Elle reçoit le minimum qui répond à la demande",
  "The customer is told before": "Le client en est informé avant",
  "Telling the customer would defeat a law-enforcement purpose, for now":
    "Informer le client ferait échec à une fin répressive, pour l’instant",
  "Tell the customer once that does not hold any more": "Informer le client dès que cela ne vaut plus",
  // uk_transfers
  "Personal data leave the United Kingdom only as Chapter V of the UK GDPR allows":
    "Les données à caractère personnel ne quittent le Royaume-Uni que comme le permet le chapitre V du RGPD britannique",
  "The exporter's law is the one that this policy judges by":
    "Le droit de l’exportateur est celui selon lequel cette politique juge",
  "Judge a flow under Union law by gdpr_transfers, one under Swiss law by ch_transfers; no shipped policy covers another law.":
    "Jugez un flux sous le droit de l’Union par gdpr_transfers, un flux sous le droit suisse par ch_transfers ; aucune politique livrée ne couvre un autre droit.",
  "A restricted transfer rests on regulations or on a safeguard that binds":
    "Un transfert restreint repose sur un règlement ou sur une garantie qui lie",
  "Agree the International Data Transfer Agreement, or the Addendum to the Union's clauses, or choose a recipient that regulations approve.":
    "Concluez l’accord international de transfert de données ou l’avenant aux clauses de l’Union, ou choisissez un destinataire approuvé par règlement.",
  "A risk assessment found that the safeguard holds there": "Une analyse de risque a trouvé que la garantie y tient",
  "Review the transfer risk assessment": "Réexaminer l’analyse de risque du transfert",
  "Make a transfer risk assessment; take extra steps where it finds too little.":
    "Faites une analyse de risque du transfert ; prenez des mesures là où elle trouve trop peu.",
  "The standard of protection there is not materially lower":
    "Le niveau de protection n’y est pas sensiblement plus bas",
  "Make a transfer risk assessment that applies the data protection test; take extra steps where it finds too little.":
    "Faites une analyse de risque qui applique le critère de protection ; prenez des mesures là où elle trouve trop peu.",
  "An exception that is claimed meets its conditions": "Une exception invoquée remplit ses conditions",
  "Show that each condition of the exception is met, or rest the transfer on a safeguard.":
    "Montrez que chaque condition de l’exception est remplie, ou fondez le transfert sur une garantie.",
  "Under the UK Extension genetic and biometric data, sexual orientation and offences are marked as sensitive":
    "Sous l’extension britannique, les données génétiques et biométriques, l’orientation sexuelle et les infractions sont marquées comme sensibles",
  "Mark these data as sensitive when you send them.": "Marquez ces données comme sensibles à l’envoi.",
  "The people consented explicitly, told of the risks":
    "Les personnes concernées ont donné leur consentement explicite, informées des risques",
  "A contract with the person, or in the person's interest, needs it":
    "Un contrat avec la personne concernée, ou dans son intérêt, l’exige",
  "An important reason of public interest in domestic law": "Un motif important d’intérêt public du droit interne",
  "Compelling interests, few people, not repeated, told to the Commissioner":
    "Intérêts légitimes impérieux, nombre limité de personnes, transfert non répétitif, commissaire informé",
  "Inform the Commissioner and the people concerned": "Informer le commissaire et les personnes concernées",
  "From 2026-06-01 no British controller's flow that passes stores health data in China with another, on neither safeguard nor exception":
    "À partir du 2026-06-01, aucun flux conforme d’un responsable britannique ne conserve des données de santé en Chine chez un tiers sans garantie ni exception",
  "From 2024-03-22 no British controller's flow that passes stores customers' data in India with another on the Union's clauses of 2010 alone":
    "À partir du 2024-03-22, aucun flux conforme d’un responsable britannique ne conserve des données de clients en Inde chez un tiers sur les seules clauses de l’Union de 2010",
  // ch_transfers
  "Personal data leave Switzerland only as Articles 16 to 18 of the act allow":
    "Les données personnelles ne quittent la Suisse que comme le permettent les articles 16 à 18 de la loi",
  "Judge a flow under Union law by gdpr_transfers, one under British law by uk_transfers; no shipped policy covers another law.":
    "Jugez un flux sous le droit de l’Union par gdpr_transfers, un flux sous le droit britannique par uk_transfers ; aucune politique livrée ne couvre un autre droit.",
  "A disclosure abroad rests on the Federal Council's list or on a guarantee that binds":
    "Une communication à l’étranger repose sur la liste du Conseil fédéral ou sur une garantie qui lie",
  "Agree recognised clauses adapted to Swiss law, or choose a recipient in a listed State.":
    "Concluez des clauses reconnues et adaptées au droit suisse, ou choisissez un destinataire dans un État de la liste.",
  "Recognised clauses are used in the module that fits":
    "Les clauses reconnues sont utilisées dans le module qui convient",
  "The guarantee holds in the recipient's State": "La garantie tient dans l’État du destinataire",
  "Review whether the guarantee still holds there": "Réexaminer si la garantie y tient encore",
  "Assess the law and practice of the State, measures included: keep the keys, if the recipient can do without the clear text.":
    "Évaluez le droit et la pratique de l’État, mesures comprises : gardez les clés si le destinataire peut se passer du clair.",
  "Show that each condition of the exception is met, or rest the disclosure on a guarantee.":
    "Montrez que chaque condition de l’exception est remplie, ou fondez la communication sur une garantie.",
  "A public body gives sensitive or secret data to a host within reach of foreign law only unreadable":
    "Un organe public ne confie des données sensibles ou secrètes à un hébergeur à portée d’un droit étranger qu’illisibles",
  "Encrypt the data yourself before they leave, and keep the key.":
    "Chiffrez les données vous-même avant leur départ, et gardez la clé.",
  "The person expressly consented": "La personne concernée a donné son consentement exprès",
  "A contract with the person, or in the person's interest":
    "Un contrat avec la personne concernée, ou dans son intérêt",
  "An overriding public interest": "Un intérêt public prépondérant",
  "Legal claims before a court or another authority abroad":
    "La constatation, l’exercice ou la défense d’un droit devant un tribunal ou une autre autorité à l’étranger",
  "A life or a body is at stake, and consent cannot be had in time":
    "Une vie ou un corps est en jeu, et le consentement ne peut être obtenu à temps",
  "The person made the data public": "La personne concernée a rendu les données publiques",
  "From a register that the law opens": "D’un registre que la loi ouvre",
  "From 2026-06-01 no Swiss flow that passes stores health data in China with another, on neither guarantee nor exception":
    "À partir du 2026-06-01, aucun flux suisse conforme ne conserve des données de santé en Chine chez un tiers sans garantie ni exception",
  "No public body that passes leaves health data readable with a host whom foreign law reaches":
    "Aucun organe public accepté ne laisse des données de santé lisibles chez un hébergeur à portée d’un droit étranger",
  // eu_cloud_sovereignty
  "The service reaches a level of the Cloud Sovereignty Framework":
    "Le service atteint un niveau du cadre de souveraineté de l’informatique en nuage",
  "Strategic sovereignty: what SEAL-1 asks": "Souveraineté stratégique : ce que demande SEAL-1",
  "Strategic sovereignty: what SEAL-2 asks": "Souveraineté stratégique : ce que demande SEAL-2",
  "Strategic sovereignty: what SEAL-3 asks": "Souveraineté stratégique : ce que demande SEAL-3",
  "Strategic sovereignty: what SEAL-4 asks": "Souveraineté stratégique : ce que demande SEAL-4",
  "Legal and jurisdictional sovereignty: what SEAL-1 asks": "Souveraineté juridique : ce que demande SEAL-1",
  "Legal and jurisdictional sovereignty: what SEAL-2 asks": "Souveraineté juridique : ce que demande SEAL-2",
  "Legal and jurisdictional sovereignty: what SEAL-3 asks": "Souveraineté juridique : ce que demande SEAL-3",
  "Legal and jurisdictional sovereignty: what SEAL-4 asks": "Souveraineté juridique : ce que demande SEAL-4",
  "Data and AI sovereignty: what SEAL-1 asks": "Souveraineté des données et de l’IA : ce que demande SEAL-1",
  "Data and AI sovereignty: what SEAL-2 asks": "Souveraineté des données et de l’IA : ce que demande SEAL-2",
  "Data and AI sovereignty: what SEAL-3 asks": "Souveraineté des données et de l’IA : ce que demande SEAL-3",
  "Data and AI sovereignty: what SEAL-4 asks": "Souveraineté des données et de l’IA : ce que demande SEAL-4",
  "Operational sovereignty: what SEAL-1 asks": "Souveraineté opérationnelle : ce que demande SEAL-1",
  "Operational sovereignty: what SEAL-2 asks": "Souveraineté opérationnelle : ce que demande SEAL-2",
  "Operational sovereignty: what SEAL-3 asks": "Souveraineté opérationnelle : ce que demande SEAL-3",
  "Operational sovereignty: what SEAL-4 asks": "Souveraineté opérationnelle : ce que demande SEAL-4",
  "Supply chain sovereignty: what SEAL-1 asks": "Souveraineté de la chaîne d’approvisionnement : ce que demande SEAL-1",
  "Supply chain sovereignty: what SEAL-2 asks": "Souveraineté de la chaîne d’approvisionnement : ce que demande SEAL-2",
  "Supply chain sovereignty: what SEAL-3 asks": "Souveraineté de la chaîne d’approvisionnement : ce que demande SEAL-3",
  "Supply chain sovereignty: what SEAL-4 asks": "Souveraineté de la chaîne d’approvisionnement : ce que demande SEAL-4",
  "Technology sovereignty: what SEAL-1 asks": "Souveraineté technologique : ce que demande SEAL-1",
  "Technology sovereignty: what SEAL-2 asks": "Souveraineté technologique : ce que demande SEAL-2",
  "Technology sovereignty: what SEAL-3 asks": "Souveraineté technologique : ce que demande SEAL-3",
  "Technology sovereignty: what SEAL-4 asks": "Souveraineté technologique : ce que demande SEAL-4",
  "Security and compliance sovereignty: what SEAL-1 asks":
    "Souveraineté de la sécurité et de la conformité : ce que demande SEAL-1",
  "Security and compliance sovereignty: what SEAL-2 asks":
    "Souveraineté de la sécurité et de la conformité : ce que demande SEAL-2",
  "Security and compliance sovereignty: what SEAL-4 asks":
    "Souveraineté de la sécurité et de la conformité : ce que demande SEAL-4",
  "Environmental sustainability: what SEAL-1 asks": "Durabilité environnementale : ce que demande SEAL-1",
  "Environmental sustainability: what SEAL-2 asks": "Durabilité environnementale : ce que demande SEAL-2",
  "Environmental sustainability: what SEAL-4 asks": "Durabilité environnementale : ce que demande SEAL-4",
  "At SEAL-4 the legal entity is controlled from within the Union":
    "À SEAL-4, l’entité juridique est contrôlée depuis l’Union",
  "At SEAL-4 no authority from outside can compel access":
    "À SEAL-4, aucune autorité extérieure ne peut imposer un accès",
};
