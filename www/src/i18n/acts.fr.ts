// Acts of the atlas, and what is said of their end, in French: those that have no name of their own. Names of laws stay as they are.
export const frenchActs: { readonly [english: string]: string } = {
  "Directive 95/46/EC Arts 25-26": "directive 95/46/CE, articles 25 et 26",
  "SCC controller-controller set I": "clauses contractuelles types de responsable à responsable, ensemble I",
  "SCC controller-controller set I: new contracts":
    "clauses contractuelles types de responsable à responsable, ensemble I : nouveaux contrats",
  "SCC controller-controller set II": "clauses contractuelles types de responsable à responsable, ensemble II",
  "SCC controller-controller set II: new contracts":
    "clauses contractuelles types de responsable à responsable, ensemble II : nouveaux contrats",
  "SCC controller-processor": "clauses contractuelles types de responsable à sous-traitant",
  "SCC controller-processor: new contracts":
    "clauses contractuelles types de responsable à sous-traitant : nouveaux contrats",
  "SCC controller-processor (old)": "anciennes clauses contractuelles types de responsable à sous-traitant",
  "SCC controller-processor (old): new contracts":
    "anciennes clauses contractuelles types de responsable à sous-traitant : nouveaux contrats",
  "SCC modules 1 C2C, 2 C2P, 3 P2P, 4 P2C": "clauses contractuelles types de 2021, modules 1 à 4",
  "Treaty on the Functioning of the European Union, Arts 349, 355: its territory":
    "traité sur le fonctionnement de l’Union européenne, articles 349 et 355 : son territoire",
  "Regulation (EU) 2016/679": "règlement (UE) 2016/679",
  "Regulation (EU) 2018/1725 (EU institutions), Arts 46-51":
    "règlement (UE) 2018/1725 (institutions de l’Union), articles 46 à 51",
  "binding corporate rules": "règles d’entreprise contraignantes",
  "certification as transfer tool": "certification comme instrument de transfert",
  "code of conduct as transfer tool": "code de conduite comme instrument de transfert",
  "derogations a-g and compelling legitimate interest": "dérogations a) à g) et intérêts légitimes impérieux",
  "third-country judgments need an international agreement":
    "les décisions de pays tiers veulent un accord international",
  "the Union's clauses of 2001, 2004 and 2010 in the United Kingdom":
    "clauses de l’Union de 2001, 2004 et 2010 au Royaume-Uni",
  "the Union's clauses of 2001, 2004 and 2010 in the United Kingdom: new contracts":
    "clauses de l’Union de 2001, 2004 et 2010 au Royaume-Uni : nouveaux contrats",
  "Art 28(7) controller-processor clauses inside the EU - NOT a transfer tool":
    "clauses de l’article 28(7) à l’intérieur de l’Union, qui ne sont pas un instrument de transfert",
  "clauses of 2021 as the FDPIC recognised them": "clauses de 2021 telles que le PFPDT les a reconnues",
  "UK adequacy regulations on the Republic of Korea": "règlement d’adéquation britannique sur la République de Corée",
  "revised Federal Act on Data Protection, with Annex 1 of its Ordinance":
    "loi fédérale révisée sur la protection des données, avec l’annexe 1 de son ordonnance",
  "UK Extension to the DPF": "extension britannique du cadre UE–États-Unis",
  "Swiss-US DPF": "cadre Suisse–États-Unis",
  "UK GDPR Articles 44A, 45A, 46(1A): the data protection test":
    "RGPD britannique, articles 44A, 45A et 46(1A) : le critère de protection des données",
  "replaced by 2010/87/EU; older contracts count while the processing does not change, at most until that decision was repealed":
    "remplacées par la décision 2010/87/UE ; les contrats antérieurs valent tant que le traitement ne change pas, au plus jusqu’à l’abrogation de cette décision",
  "no new contracts since 2021-09-27; older ones count through 2022-12-27 if the processing did not change":
    "plus de nouveaux contrats depuis le 2021-09-27 ; les anciens valent jusqu’au 2022-12-27 si le traitement n’a pas changé",
  "agreed in time and for processing that did not change": "conclues à temps, pour un traitement qui n’a pas changé",
  "any tangible things, by order of the FISA court; lapsed on 2020-03-15 and was not renewed":
    "toute chose matérielle, sur injonction de la cour FISA ; expirée le 2020-03-15 et non renouvelée",
  "extended and renewed as above": "prorogées et renouvelées comme ci-dessus",
};
