/**
 * The words by which announcements speak of an attribute, in both languages. `clear` words mean no other attribute; `loose`
 * ones count where no clear word is nearer; with `alone`, a value needs no word at all, because nothing else has its unit.
 * A kind without a slug is what a value may belong to that no attribute asks for.
 */
export type Kind = { slug: string | null; clear: RegExp; loose?: RegExp; alone?: boolean };
/** Attributes whose values look alike, so that only words tell them apart. */
export type Family = { unit: string; kinds: Kind[] };

export const families: Family[] = [
  {
    unit: "date",
    kinds: [
      {
        slug: "release-date",
        clear:
          /\bsales?\b|available|availability|\bships?\b|shipping|in stores|reach(?:es)? (?:shops|stores)|in shops|erhältlich|verkauf(?!t sich)|verfügbar|in den handel|im handel|ausgeliefert|zu kaufen|zu haben|kommt in die läden/giu,
      },
      { slug: "milestone-date", clear: /pre-?order|vorbestell/giu },
      {
        slug: "announcement-date",
        clear:
          /announc|angekünd|kündigt|unveil|launch|presents?\b|presented|presentation|introduc|debut|keynote|vorstell|vorgestellt|stellt\b|präsent|enthüll|premiere/giu,
        loose: /\bevent\b|reveal|shows?\b|gezeigt|zeigt|zeigen|veranstaltung|termin|ankünd/giu,
      },
      {
        slug: null,
        clear:
          /founded|gegründet|since|seit|until|\bbis\b|updates?|aktualisierung|patent|offer|angebot|promotion|partnership|kooperation|copyright|forward-looking|zurückgez/giu,
      },
    ],
  },
  {
    unit: "money",
    kinds: [
      {
        slug: "price",
        clear:
          /\bpric|costs?\b|starts? (?:at|from)|starting (?:at|from)|sells? for|retail|preis|kostet|kosten|\bab\b|\buvp\b|\brrp\b|\bmsrp\b/giu,
        loose: /\bfrom\b|\bat\b|\bfor\b|für|\bzu\b|zum/giu,
        alone: true,
      },
      {
        slug: null,
        clear:
          /adapt[eo]r|charger|netzteil|\bcase\b|hülle|cheaper|more expensive|günstiger|teurer|increase|discount|rabatt|voucher|gutschein|trade-?in|inzahlung|accessor|zubehör|revenue|umsatz|invest|earphones|kopfhörer|watch\b|buds|pro monat|per month|monatlich|versicherung|cable|ladekabel/giu,
      },
    ],
  },
  {
    unit: "W",
    kinds: [
      {
        slug: "wireless-charging-power",
        clear: /wireless|kabellos|drahtlos|induktiv|magsafe|\bqi2?\b|without (?:a )?cable|ohne kabel/giu,
      },
      {
        slug: "wired-charging",
        clear:
          /\bwired|by cable|\bcabled?\b|hypercharge|supervooc|kabelgebunden|per kabel|mit kabel|am kabel|über (?:das )?kabel|via usb|over usb/giu,
        loose: /charg|\bläd|laden|\blade|ladung|lader\b|power delivery|\bpd\b|fast charging|schnellla/giu,
      },
      {
        slug: null,
        clear:
          /reverse|revers|umgekehrt|andere geräte|anderer geräte|other devices|rückwärts|speaker|lautsprecher|consum|verbrauch|sold separately|separat/giu,
      },
    ],
  },
  {
    unit: "mAh",
    kinds: [
      { slug: "battery-capacity", clear: /batter|akku|capacity|kapazität/giu, alone: true },
      { slug: null, clear: /power ?bank|\bcase\b|hülle|\bwatch|buds/giu },
    ],
  },
  {
    unit: "in",
    kinds: [
      { slug: "display-size", clear: /display|screen|panel|bildschirm|diagonal|oled|lcd/giu },
      { slug: null, clear: /sensor|camera|kamera|imx\d|isocell|format/giu },
    ],
  },
  {
    unit: "Hz",
    kinds: [
      {
        slug: "refresh-rate",
        clear: /refresh|bildwiederhol|bildrate|promotion/giu,
        loose: /display|screen|panel|bildschirm|oled|lcd/giu,
      },
      { slug: null, clear: /touch|sampling|abtast|pwm|dimm|cpu|core|kern|takt/giu },
    ],
  },
  {
    unit: "MP",
    kinds: [
      { slug: "ultrawide-resolution", clear: /ultra-?\s?wide|ultra-?weit/giu },
      { slug: "telephoto-resolution", clear: /tele|periscop|periskop/giu },
      { slug: "front-camera-resolution", clear: /\bfront|selfie|innere kamera|inner camera/giu },
      {
        slug: "main-camera-resolution",
        clear:
          /\bmain\b|primary|haupt|(?<!ultra-?\s?)wide(?:-angle)? (?:camera|lens)|(?<!ultra-?)weitwinkelkamera/giu,
        loose:
          /rear camera|rückkamera|on the (?:back|rear)|rückseite|imx\d|isocell|(?:inch|zoll)-?\s?sensor/giu,
      },
      { slug: null, clear: /depth|tiefen|macro|makro|monochrom|photos|fotos|video|output|binning/giu },
    ],
  },
  {
    unit: "GB",
    kinds: [
      {
        slug: "ram",
        clear: /\bram\b|arbeitsspeicher|lpddr\w?|working memory|memory \(ram\)/giu,
        loose: /\bmemory\b/giu,
      },
      {
        slug: "storage",
        clear:
          /storage|\bufs\b|flash|speicherplatz|datenspeicher|interner speicher|internal memory|gerätespeicher|massenspeicher/giu,
        loose: /(?<!arbeits)speicher\b|capacit|\bversion|\bmodel|variant/giu,
      },
      { slug: null, clear: /icloud|cloud|data plan|datenvolumen|\bfile\b|datei/giu },
    ],
  },
  {
    unit: "mm",
    kinds: [
      { slug: "thickness", clear: /thick|\bthin|\bslim|\bdick|dünn|\bflach|bautiefe|tief\b/giu },
      { slug: "bezel-width", clear: /bezel|\brand\b|ränder|displayrand/giu },
      { slug: "cutout-width", clear: /cut-?out|notch|aussparung|punch/giu },
      {
        slug: null,
        clear:
          /\bhigh\b|\bwide\b|height|width|höhe|breit|focal|brennweite|equivalent|äquivalent|sensor|pixel|µm|lens\b|objektiv|filter|jack|klinke|kopfhörer/giu,
      },
    ],
  },
  {
    unit: "g",
    kinds: [
      {
        slug: "weight",
        clear: /weigh|gewicht|wiegt|wiegen|schwer|gramm?|leicht|light|on the scale|waage/giu,
      },
    ],
  },
  {
    unit: "nm",
    kinds: [
      {
        slug: "chip-process",
        clear: /process|node|chip|fertig|verfahren|prozess|made in|built on/giu,
        alone: true,
      },
      { slug: null, clear: /laser|wavelength|wellenlänge|licht|light/giu },
    ],
  },
  {
    unit: "years",
    kinds: [
      { slug: "security-updates", clear: /security|sicherheit/giu },
      {
        slug: "os-updates",
        clear: /android|operating system|system|\bos\b|betriebssystem|version|feature/giu,
        loose: /updates?\b|upgrade|aktualisierung/giu,
      },
      {
        slug: null,
        clear:
          /warranty|garantie|history|geschichte|partnership|partnerschaft|research|entwicklung|battery|akku|founded|\bago\b|\bvor\b/giu,
      },
    ],
  },
  {
    unit: "x",
    kinds: [
      { slug: "zoom", clear: /zoom|vergrößer|magnif/giu },
      {
        slug: null,
        clear: /faster|schneller|brighter|heller|larger|größer|better|besser|durability|longer|länger/giu,
      },
    ],
  },
  {
    unit: "cameras",
    kinds: [{ slug: "rear-camera-count", clear: /rear|rück|back|camera|kamera/giu, alone: true }],
  },
  {
    unit: "h",
    kinds: [
      { slug: "battery-life", clear: /batter|akku|runtime|laufzeit|lasts|hält|day of use|nutzung/giu },
      {
        slug: null,
        clear: /charg|laden|lädt|video|wiedergabe|playback|talk|gespräch|standby|stand-by|music|musik/giu,
      },
    ],
  },
];

/** Values spoken of here are not the phone's: an older one's, one that was only rumored, or one that is denied. */
export const disclaiming =
  /instead of|rather than|\bstatt\b|anstelle|\bnot\b|\bnicht\b|\bkeine?\b|\bwithout\b|\bno longer\b|\bup from\b|previous|predecessor|vorgänger|bisher|earlier|rumou?r|gerücht|speculat|spekul|reportedly|angeblich|leak|last year|vorjahr|later this|voraussichtlich|expected/iu;
