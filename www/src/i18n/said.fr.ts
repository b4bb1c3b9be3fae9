// Translates the engine's messages, helps and notes on flows into French, by patterns. A text without a pattern stays English.
import { POLICY_SENTENCES } from "./said-policy.fr.ts";
import { EXPECTED, SYNTAX_SENTENCES } from "./said-syntax.fr.ts";

/** Translates the description of a value: `the text "FR"`. */
const THINGS: readonly (readonly [english: RegExp, french: string])[] = [
  [/^the text "(.*)"$/, "le texte « $1 »"],
  [/^the number (.*)$/, "le nombre $1"],
  [/^a number$/, "un nombre"],
  [/^an object$/, "un objet"],
  [/^(?:a list|an array)$/, "une liste"],
  [/^(true|false|null)$/, "$1"],
  [/^a place$/, "un lieu"],
  [/^a day$/, "un jour"],
  [/^a percent$/, "un pourcentage"],
  [/^a duration$/, "une durée"],
  [/^a party$/, "une partie"],
  [/^true or false$/, "true ou false"],
  [/^yes or no$/, "oui ou non"],
  [/^yes$/, "oui"],
  [/^no$/, "non"],
  [/^data$/, "des données"],
  [/^a date$/, "un jour"],
  [/^a text$/, "un texte"],
  [/^a condition$/, "une condition"],
  [/^a cloud region$/, "une région cloud"],
  [/^a category of data$/, "une catégorie de données"],
  [/^a site$/, "un site"],
  [/^a transfer$/, "un transfert"],
  [/^a holder$/, "un détenteur"],
  [/^a supplier$/, "un fournisseur du fournisseur"],
  [/^a measure$/, "une mesure"],
  [/^a credential$/, "une attestation"],
  [/^one place$/, "un lieu"],
  [/^a group of places$/, "un groupe de lieux"],
  [/^a set$/, "un ensemble"],
  [/^a set of places$/, "un ensemble de lieux"],
  [/^a set of parties$/, "un ensemble de parties"],
  [/^a value of the vocabulary$/, "une valeur du vocabulaire"],
  [/^one of its declared values$/, "l’une de ses valeurs déclarées"],
  [/^one of (.*)$/, "l’un de : $1"],
  [/^a set \(each value (.*)\)$/, "un ensemble (chaque valeur : *1)"],
  [/^a list \(each entry (.*)\)$/, "une liste (chaque entrée : *1)"],
];

/** Translates what a name stands for that means no single place: `a continent`. */
const AREAS: readonly (readonly [english: RegExp, french: string])[] = [
  [/^a continent$/, "un continent"],
  [/^a continent, or one of its countries$/, "un continent, ou l’un de ses pays"],
  [/^a continent, which is more than the Union$/, "un continent, qui dépasse l’Union"],
  [/^a part of (?:a|the) continent$/, "une partie d’un continent"],
  [/^a part of Africa$/, "une partie de l’Afrique"],
  [/^a part of Europe$/, "une partie de l’Europe"],
  [/^a part of Oceania$/, "une partie de l’Océanie"],
  [/^a part of the Americas$/, "une partie des Amériques"],
  [/^Asia and the Pacific$/, "l’Asie et le Pacifique"],
  [/^Asia, the Pacific and Japan$/, "l’Asie, le Pacifique et le Japon"],
  [/^Asia, the Pacific, Japan and China$/, "l’Asie, le Pacifique, le Japon et la Chine"],
  [/^Central and Eastern Europe$/, "l’Europe centrale et orientale"],
  [/^Europe, or a currency$/, "l’Europe, ou une monnaie"],
  [/^Europe, the Middle East and Africa$/, "l’Europe, le Moyen-Orient et l’Afrique"],
  [/^Latin America$/, "l’Amérique latine"],
  [/^Latin America and the Caribbean$/, "l’Amérique latine et les Caraïbes"],
  [/^North America$/, "l’Amérique du Nord"],
  [/^North America, or Namibia \(NA\)$/, "l’Amérique du Nord, ou la Namibie (NA)"],
  [/^North and South America$/, "l’Amérique du Nord et du Sud"],
  [
    /^a name of two countries: CG \(Brazzaville\) and CD \(Kinshasa\)$/,
    "le nom de deux pays : CG (Brazzaville) et CD (Kinshasa)",
  ],
  [/^a name of two countries: KR \(South\) and KP \(North\)$/, "le nom de deux pays : KR (Sud) et KP (Nord)"],
  [/^a name of two: GE, the country, and a state of US$/, "un nom double : GE, le pays, et un État des US"],
  [/^a name of two: MF, which is French, and SX, which is Dutch$/, "un nom double : MF, français, et SX, néerlandais"],
  [/^an association of countries in Asia$/, "une association de pays d’Asie"],
  [/^an association of countries$/, "une association de pays"],
  [
    /^countries without controls at their borders, some of them outside the Union$/,
    "des pays sans contrôles à leurs frontières, dont certains hors de l’Union",
  ],
  [/^several places in Asia$/, "plusieurs lieux d’Asie"],
  [/^the Americas$/, "les Amériques"],
  [/^the EEA together with GB, as until 2020$/, "l’EEE avec GB, comme jusqu’en 2020"],
  [/^the EU together with GB$/, "l’UE avec GB"],
  [/^the EU together with GB, as until 2020$/, "l’UE avec GB, comme jusqu’en 2020"],
  [/^the Member States of 1995 to 2004, GB among them$/, "les États membres de 1995 à 2004, dont GB"],
  [/^the Middle East and Africa$/, "le Moyen-Orient et l’Afrique"],
  [/^the Middle East and North Africa$/, "le Moyen-Orient et l’Afrique du Nord"],
  [/^the countries of a currency$/, "les pays d’une monnaie"],
  [/^the countries of an ocean$/, "les pays d’un océan"],
  [/^the rest of the world: what others do not name$/, "le reste du monde : ce que d’autres ne nomment pas"],
  [/^what others do not name$/, "ce que d’autres ne nomment pas"],
  [/^three countries of Europe$/, "trois pays d’Europe"],
  [/^two countries of Oceania$/, "deux pays d’Océanie"],
  [/^two countries: GB and IE$/, "deux pays : GB et IE"],
];

/** A sentence by its pattern; `$1` is what stood there, `*1` what was said to be there. */
const SENTENCES: readonly (readonly [english: RegExp, french: string])[] = [
  [/^`(.*)` is not a fact$/, "`$1` n’est pas un fait"],
  [/^`to` of a site's transfer is the site's `place`$/, "le `to` du transfert d’un site est le `place` du site"],
  [/^`parties` follows from the flow$/, "`parties` découle du flux"],
  [/^this looks like (.*), not like a flow$/, "ceci ressemble à $1, non à un flux"],
  [/^`(.*)` stands twice$/, "`$1` figure deux fois"],
  [/^a flow is an object, not (.*)$/, "un flux est un objet, non *1"],
  [/^a list is an array, not (.*)$/, "une liste est un tableau, non *1"],
  [/^(?:an?|the) (\w+) is an object, not (.*)$/, "`$1` est un objet, non *2"],
  [/^an entry of a list of parties is somebody$/, "une entrée d’une liste de parties est quelqu’un"],
  [/^the text does not say whose the rest is$/, "le texte ne dit pas à qui est le reste"],
  [
    /^`remainder` says whose the rest is of holders that are complete$/,
    "`remainder` dit à qui est le reste de détenteurs tous indiqués",
  ],
  [/^this is (.*), not (.*)$/, "ceci est *1, non *2"],
  [/^this is (.*), which is not a value of this fact$/, "ceci est *1, qui n’est pas une valeur de ce fait"],
  [/^the day to judge is missing$/, "le jour à juger manque"],
  [
    /^`(.*)` differs from what is stated of the same party at `(.*)`$/,
    "`$1` diffère de ce qui est indiqué de la même partie sous `$2`",
  ],
  [
    /^`(.*)` differs from what `(.*)` says of the keys of the same encryption$/,
    "`$1` diffère de ce que `$2` dit des clés du même chiffrement",
  ],
  [/^(.*) contradicts the atlas: for (.*) it is (.*)$/, "$1 contredit l’atlas : pour $2, c’est $3"],
  [/^(.*) contradicts the policy: for (.*) it is (.*)$/, "$1 contredit la politique : pour $2, c’est $3"],
  [
    /^the clauses of 2021 are not for a body of the Union \((.*)\): read as no$/,
    "les clauses de 2021 ne sont pas destinées à un organe de l’Union ($1) : lu comme non",
  ],
  [
    /^this tool serves a body of the Union towards processors alone \((.*)\): read as no$/,
    "cet instrument ne sert à un organe de l’Union qu’envers des sous-traitants ($1) : lu comme non",
  ],
  [/^the policy declares what the atlas lacks: (.*)$/, "la politique déclare ce que l’atlas n’a pas : $1"],
  [
    /^a city, and cities of one name lie in several countries; cloud regions of this name are in (.*): state the country, or the region such as (.*)$/,
    "une ville, et des villes du même nom se trouvent dans plusieurs pays ; des régions de nuage de ce nom sont en $1 : indiquez le pays, ou la région telle que $2",
  ],
  [
    /^(.*) is (.*), and no place here: name the countries that are meant$/,
    "$1, c’est *2, et ce n’est pas un lieu ici : nommez les pays dont il s’agit",
  ],
  [
    /^(.*) is no subdivision of (.*): write (.*) if all of it is meant, or the code of the territory$/,
    "$1 n’est pas une subdivision de *2 : écrivez $3 s’il s’agit de l’ensemble, ou le code du territoire",
  ],
  [
    /^places are ISO 3166 codes such as (.*), or groups such as "EU" or "anywhere"$/,
    'les lieux sont des codes ISO 3166 tels que $1, ou des groupes tels que "EU" ou "anywhere"',
  ],
  [/^places are named in words: (.*)$/, "des lieux sont désignés par des mots : $1"],
  [/^the policy declares (.*)$/, "la politique déclare $1"],
  [
    /^this is less than the notice alone, and notice and transition together make it up$/,
    "ceci est moins que le seul préavis, alors que préavis et transition le composent",
  ],
  [/^this is not notice and transition together$/, "ceci n’est pas le préavis et la transition ensemble"],
  [/^the atlas has no region "(.*)"$/, "l’atlas n’a pas de région « $1 »"],
  [/^the atlas has no vendor "(.*)"$/, "l’atlas n’a pas de fournisseur « $1 »"],
  [/^`(.*)` exists only where the tool is (.*)$/, "`$1` n’existe que si l’instrument est $2"],
  [/^the shares of (capital|votes) add up to (.*)$/, "les parts (`$1`) totalisent $2"],
  [
    /^nobody is listed as a holder, and it is not said that nobody is$/,
    "aucun détenteur n’est indiqué, et il n’est pas dit qu’il n’y en a pas",
  ],
  [
    /^these are all holders, and their shares of (capital|votes) add up to (.*)$/,
    "ce sont tous les détenteurs, et leurs parts (`$1`) totalisent $2",
  ],
  [/^no party of this flow has the id `(.*)`$/, "aucune partie de ce flux n’a l’identifiant `$1`"],
  [/^did you mean (.*)\?$/, "vouliez-vous dire $1 ?"],
  [/^write (.*) and (.*): a payroll has both$/, "écrivez $1 et $2 : une paie a les deux"],
  [
    /^leave the tool out, and state (.*) of the recipient once its entry was looked up$/,
    "omettez l’outil, et indiquez $1 du destinataire une fois son inscription vérifiée",
  ],
  [
    /^leave it out, or state the whole transfer under `transfers`$/,
    "omettez-le, ou indiquez tout le transfert sous `transfers`",
  ],
  [/^leave (?:it|one|the entry) out$/, "omettez-le"],
  [/^write a day of the calendar such as (.*)$/, "écrivez un jour du calendrier tel que $1"],
  [/^write an array, or (.*) when there may be more$/, "écrivez un tableau, ou $1 s’il peut y en avoir d’autres"],
  [/^write true where the flow lists all that there is$/, "écrivez true si le flux énumère tout ce qu’il y a"],
  [
    /^write true or false, or leave it out when it is not known$/,
    "écrivez true ou false, ou omettez-le si ce n’est pas connu",
  ],
  [/^write (.*), or leave this out$/, "écrivez $1, ou omettez ceci"],
  [
    /^write an object such as (.*), a vendor's key, "@id", "exporter", "provider" or "none"$/,
    'écrivez un objet tel que $1, la clé d’un fournisseur, "@id", "exporter", "provider" ou "none"',
  ],
  [/^write (.*)$/, "écrivez $1"],
  [/^state (".*)$/, "indiquez $1"],
  [
    /^equal ids are one party: state the same, or give another id$/,
    "le même identifiant désigne une seule partie : indiquez la même chose, ou un autre identifiant",
  ],
  [/^say who it is, or that this is "none" too$/, 'dites qui c’est, ou que c’est aussi "none"'],
  [/^add the entry that is missing there, or correct this$/, "ajoutez l’entrée qui y manque, ou corrigez ceci"],
  [
    /^add the entry that is missing there, correct it, or list (.*) under `instead` when you know better$/,
    "ajoutez l’entrée qui y manque, corrigez-le, ou inscrivez $1 sous `instead` si vous savez mieux",
  ],
  [
    /^correct it, or list (.*) under `instead` when you know better$/,
    "corrigez-le, ou inscrivez $1 sous `instead` si vous savez mieux",
  ],
  [
    /^correct one of them, or list (.*) under `instead` when you know better$/,
    "corrigez l’un d’eux, ou inscrivez $1 sous `instead` si vous savez mieux",
  ],
  [
    /^correct one of them, leave this out, or list (.*) under `instead`$/,
    "corrigez l’un d’eux, omettez ceci, ou inscrivez $1 sous `instead`",
  ],
  [
    /^regions are provider\/id; state "place" and "operator" where the atlas lacks one$/,
    'une région s’écrit fournisseur/identifiant ; indiquez "place" et "operator" si l’atlas ne l’a pas',
  ],
  [/^correct the tool, or leave this out$/, "corrigez l’instrument, ou omettez ceci"],
  [
    /^list the others, write (.*), or name whose the rest is beside (.*), or "none" where it is nobody's$/,
    'indiquez les autres, écrivez $1, ou nommez à qui est le reste à côté de $2, ou "none" s’il n’est à personne',
  ],
  [/^they can reach 100 %, and 100\.5 % with rounding$/, "elles peuvent atteindre 100 %, et 100,5 % avec les arrondis"],
  [
    /^state one of them; another layer, such as pseudonymisation or end-to-end encryption, has a kind of its own$/,
    "indiquez l’un d’eux ; une autre couche, telle que la pseudonymisation ou le chiffrement de bout en bout, a sa propre nature",
  ],
  [/^a flow has (.*); facts of your own stand under `x`$/, "un flux a $1 ; vos propres faits figurent sous `x`"],
  [
    /^storage is empty: the flow says that the data rest nowhere$/,
    "le stockage est vide : le flux dit que les données ne reposent nulle part",
  ],
  [
    /^the data do not leave the GDPR's territory, so this tool has no effect$/,
    "les données ne quittent pas le territoire du RGPD : cet instrument est sans effet",
  ],
  [
    /^the atlas knows seat or owner from memory only, look them up: (.*)$/,
    "l’atlas ne connaît siège ou propriétaire que de mémoire, vérifiez-les : $1",
  ],
  [
    /^the atlas knows (.+) in (\S+), of a group headed in (\S+): what is stated counts$/,
    "l’atlas connaît $1 en $2, d’un groupe dont la tête est en $3 : ce qui est déclaré compte",
  ],
  [/^the flow says that what it does not list does not exist$/, "le flux dit que ce qu’il n’énumère pas n’existe pas"],
  [/^(`.*`) has no members on this day$/, "$1 n’a pas de membres ce jour-là"],
  [/^(`.*`) is not a key of a list$/, "$1 n’est pas une clé d’une liste"],
  [/^(`.*`) of a site's transfer is the flow's (`.*`)$/, "le $1 du transfert d’un site est le $2 du flux"],
  [/^(`.*`) is an array of paths, not (.*)$/, "$1 est un tableau de chemins, non *2"],
  [/^(`.*`) lists this path, but nothing contradicts it$/, "$1 inscrit ce chemin, mais rien ne le contredit"],
  [
    /^(`.*`) exists only where something is encrypted, pseudonymised or split$/,
    "$1 n’existe que si quelque chose est chiffré, pseudonymisé ou partagé",
  ],
  [/^(`.*`) is an object, not (.*)$/, "$1 est un objet, non *2"],
  [
    /^a flow states the facts of one data set, such as (.*)$/,
    "un flux indique les faits d’un ensemble de données, tel que $1",
  ],
  [/^a list has (`.*`) and (`.*`)$/, "une liste a $1 et $2"],
  [/^a list of holders has (`.*`), (`.*`) and (`.*`)$/, "une liste de détenteurs a $1, $2 et $3"],
  [/^a path is a text, not (.*)$/, "un chemin est un texte, non *1"],
  [/^a share is at most 100 %$/, "une part est d’au plus 100 %"],
  [
    /^(?:an? )?(\w+) ha(?:s|ve) (.*); facts of your own stand under `x`$/,
    "`$1` a $2 ; vos propres faits figurent sous `x`",
  ],
  [/^an id has letters, digits, (.*) and (.*)$/, "un identifiant a des lettres, des chiffres, $1 et $2"],
  [
    /^an open list has an array (`.*`) and a truth value (`.*`)$/,
    "une liste ouverte a un tableau $1 et une valeur de vérité $2",
  ],
  [
    /^(\S+) is somewhere in (.*): each of these places is judged$/,
    "$1 se trouve quelque part en $2 : chacun de ces lieux est jugé",
  ],
  [/^describe the party: (.*)$/, "décrivez la partie : $1"],
  [/^from (.+) it follows that (`.*`), which this says, is no$/, "de $1 il suit que $2, que ceci affirme, est non"],
  [
    /^from (.+) it follows that (`.*`), which this says, is not among them$/,
    "de $1 il suit que $2, que ceci affirme, n’en fait pas partie",
  ],
  [/^from (.+) it follows that there is none$/, "de $1 il suit qu’il n’y en a pas"],
  [/^this is the owner of (`.*`) once more$/, "c’est encore le détenteur de $1"],
  [
    /^correct one of them: a law that binds this party stands in (`.*`)$/,
    "corrigez l’un des deux : un droit qui lie cette partie figure dans $1",
  ],
  [
    /^state all shares of one owner in one entry, or give each an id$/,
    "indiquez toutes les parts d’un détenteur dans une seule entrée, ou donnez un identifiant à chacun",
  ],
  [
    /^state it among the flow's data too, or correct this$/,
    "indiquez-la aussi parmi les données du flux, ou corrigez ceci",
  ],
  [/^from (.+) it follows that this is half at most$/, "de $1 il suit que ceci est au plus la moitié"],
  [/^from (.+) it follows that this is (.*)$/, "de $1 il suit que ceci est *2"],
  [/^a tool that is agreed on (\S+) is not there on (\S+)$/, "un instrument convenu le $1 n’existe pas le $2"],
  [/^(\S+) can be agreed from (\S+) on$/, "$1 ne peut être convenu qu’à partir du $2"],
  [
    /^state the tool of that day, correct the day, or list (".*") under `instead`$/,
    "indiquez l’instrument de ce jour, corrigez le jour, ou inscrivez $1 sous `instead`",
  ],
  [
    /^state the clauses of that day, correct the day, or list (".*") under `instead`$/,
    "indiquez les clauses de ce jour, corrigez le jour, ou inscrivez $1 sous `instead`",
  ],
  [/^this is always somebody$/, "ceci est toujours quelqu’un"],
  [
    /^say who receives, or leave the transfer out: what is published has no recipient in particular$/,
    "dites qui reçoit, ou omettez le transfert : ce qui est publié n’a pas de destinataire particulier",
  ],
  [
    /^write (".*") where it is operated by nobody else, or leave it out$/,
    "écrivez $1 si personne d’autre ne l’exploite, ou omettez-le",
  ],
  [
    /^list the holders, write (.*), or (.*) beside (.*) where it belongs to nobody, as a foundation$/,
    "indiquez les détenteurs, écrivez $1, ou $2 à côté de $3 s’il n’est à personne, comme une fondation",
  ],
  [
    /^other clouds use this id too: write (\S+) if that is meant$/,
    "d’autres nuages ont aussi cet identifiant : écrivez $1 s’il s’agit de celui-là",
  ],
  [/^(\S+) stands for each of (.*)$/, "$1 vaut pour chacun de : $2"],
  [
    /^(\S+) is two sites: (\S+) of the cloud, and (\S+) there, which runs the platform$/,
    "$1 est deux sites : $2 du nuage, et là $3, qui exploite la plateforme",
  ],
  [/^leave it out, or list (".*") under `instead`$/, "omettez-le, ou inscrivez $1 sous `instead`"],
  [/^leave this out$/, "omettez ceci"],
  [/^state a place$/, "indiquez un lieu"],
  [
    /^state one place, or a group such as (".*"); a list has one entry for each place$/,
    "indiquez un lieu, ou un groupe tel que $1 ; une liste a une entrée par lieu",
  ],
  [
    /^the atlas has no region "(.*)": its place and operator are as the flow states$/,
    "l’atlas n’a pas de région « $1 » : son lieu et son exploitant sont ceux que le flux indique",
  ],
  [/^the atlas knows who operates (\S+): (.*)$/, "l’atlas sait qui exploite $1 : $2"],
  [
    /^this is less than the transition alone, and notice and transition together make it up$/,
    "ceci est moins que la seule transition, alors que préavis et transition le composent",
  ],
];

/** Returns a sentence of the engine in French; null where it has none here. */
export function inFrench(text: string): string | null {
  const french = first([...SENTENCES, ...POLICY_SENTENCES, ...SYNTAX_SENTENCES], text);
  return french?.replace(/ ([:;?!»])/g, "\u00a0$1").replace(/« /g, "«\u00a0") ?? null;
}

/** Returns the French of the first pattern that a text has; null where it has none. */
function first(patterns: readonly (readonly [english: RegExp, french: string])[], text: string): string | null {
  for (const [english, french] of patterns) {
    const found = english.exec(text);
    if (!found) continue;
    return french.replace(/([$*])(\d)/g, (_, sign: string, place: string) => {
      const words = found[Number(place)] ?? "";
      return sign === "*" ? (first([...THINGS, ...AREAS, ...EXPECTED], words) ?? words) : words;
    });
  }
  return null;
}
