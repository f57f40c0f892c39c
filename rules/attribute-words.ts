/**
 * The words by which announcements speak of an attribute, in both languages. `cue` ties a value to it; `not` are words that say
 * the value belongs to something else though a cue is near; `sure` means that no cue is needed, its unit or name says enough.
 */
export type AttributeWords = { cue: RegExp; not?: RegExp; sure?: boolean };

const words: Record<string, AttributeWords> = {
  "announcement-date": {
    cue: /announc|unveil|launch|present|introduc|debut|reveal|keynote|event\b|vorstell|vorgestell|stellt|präsent|enthüll|ankünd|veranstaltung|premiere/giu,
    not: /sale|available|availability|pre-?order|ships?\b|shipping|stores|erhältlich|verkauf|vorbestell|verfügbar|handel|ausgeliefert/giu,
  },
  "release-date": {
    cue: /on sale|sales? (?:start|begin|open)|goes on|available|availability|ships?\b|shipping|in stores|erhältlich|verkauf|verfügbar|in den handel|im handel|ausgeliefert/giu,
    not: /pre-?order|vorbestell/giu,
  },
  price: {
    cue: /price|priced|cost|starts? (?:at|from)|starting|from|for|sells?|retail|preis|kostet|kosten|ab|für|uvp|zum/giu,
    not: /adapter|charger|netzteil|case|hülle|cheaper|more expensive|günstiger|teurer|discount|rabatt|voucher|gutschein|trade-?in/giu,
    sure: true,
  },
  "wired-charging": {
    cue: /wired|cable|charg|hypercharge|kabelgebunden|per kabel|mit kabel|laden|lade|aufladen|schnellade|netzteil/giu,
    not: /wireless|kabellos|drahtlos|induktiv|reverse|magsafe|qi\b|umgekehrt|andere geräte|rückwärts|power consumption|speaker/giu,
  },
  "wireless-charging-power": {
    cue: /wireless|kabellos|drahtlos|induktiv|\bqi\b/giu,
    not: /reverse|umgekehrt|andere geräte|other devices|rückwärts|revers/giu,
  },
  "battery-capacity": { cue: /batter|akku/giu, sure: true },
  "display-size": {
    cue: /display|screen|panel|bildschirm|diagonal|oled|lcd/giu,
    not: /sensor|camera|kamera/giu,
  },
  "refresh-rate": {
    cue: /display|screen|panel|refresh|bildwiederhol|bildschirm|promotion|oled/giu,
    not: /touch|sampling|abtast|pwm/giu,
  },
  "main-camera-resolution": {
    cue: /main|primary|wide(?!-| ?angle)|haupt|weitwinkelkamera/giu,
    not: /ultra-?\s?wide|ultra-?weit|tele|front|selfie|periscope|periskop|macro|makro|depth/giu,
  },
  "ultrawide-resolution": { cue: /ultra-?\s?wide|ultra-?weit/giu },
  "telephoto-resolution": { cue: /tele|periscope|periskop/giu },
  "front-camera-resolution": { cue: /front|selfie/giu },
  "chip-process": { cue: /process|node|chip|fertig|verfahren|prozess/giu, sure: true },
  ram: {
    cue: /\bram\b|memory|arbeitsspeicher|lpddr/giu,
    not: /storage|internal|\bufs\b|speicherplatz|flash/giu,
  },
  storage: { cue: /storage|\bufs\b|flash|speicher/giu, not: /\bram\b|arbeitsspeicher|lpddr/giu },
  weight: { cue: /weigh|gewicht|wiegt|schwer|gram/giu, sure: true },
  thickness: { cue: /thick|thin|slim|dick|dünn|flach|tief/giu },
  "os-updates": { cue: /android|system|os\b|software|version/giu, not: /security|sicherheit/giu },
  "security-updates": { cue: /security|sicherheit/giu },
  zoom: { cue: /zoom/giu },
  "battery-life": { cue: /batter|akku|runtime|laufzeit|hours of use/giu },
};

/** Null for an attribute that no words are known for: nothing is read for it but what it says word by word. */
export function wordsOf(slug: string): AttributeWords | null {
  return words[slug] ?? null;
}
