/** Properties that a phone has or has not, as announcements say it; `with` has to stand in the same sentence. */
type Stated = { cue: RegExp; with?: RegExp };

const stated: Record<string, Stated> = {
  cancelled: { cue: /cancel(?:l?ed)?\b|\beingestellt|\bgestrichen|\bverworfen/giu },
  "variable-aperture": { cue: /variable aperture|variable[rn]? blende/giu },
  "under-display-camera": {
    cue: /under-?display (?:selfie |front )?camera|camera (?:under|below|beneath) the (?:display|screen)|kamera unter dem (?:display|bildschirm)/giu,
  },
  lidar: { cue: /lidar/giu },
  "always-on-display": { cue: /always-?\s?on/giu },
  "rear-display": {
    cue: /(?:second|rear) (?:display|screen)|display on the (?:back|rear)|zweite[snr]? (?:display|bildschirm)|display auf der rückseite/giu,
  },
  "reverse-wireless-charging": {
    cue: /reverse (?:wireless )?charging|wireless reverse charging|charge[sd]? other devices|andere geräte|rückwärtsladen|umgekehrtes (?:kabelloses )?laden|reverses? (?:kabelloses )?laden/giu,
    with: /charg|lad|läd|lade/iu,
  },
  "charger-in-box": {
    cue: /charger|power adapt[eo]r|netzteil|ladegerät|ladeadapter/giu,
    with: /in the box|included|comes with|bundled|lieferumfang|liegt bei|beiliegend|beigelegt|mitgeliefert|in der (?:packung|schachtel)|sold separately|separat erhältlich|gesondert/iu,
  },
  "earphones-in-box": {
    cue: /earphones|earpods|headphones|ohrhörer|kopfhörer/giu,
    with: /in the box|included|comes with|bundled|lieferumfang|liegen bei|beiliegend|beigelegt|mitgeliefert|in der (?:packung|schachtel)|sold separately|separat erhältlich|gesondert/iu,
  },
  "action-button": { cue: /action[\s-]?button|action[\s-]?taste|aktionstaste/giu },
  "camera-button": { cue: /camera control|camera button|kamerasteuerung|kamerataste|auslösetaste/giu },
  "alert-slider": { cue: /alert slider|lautlos-?\s?schieber|stummschalter|benachrichtigungsschieber/giu },
  "stylus-slot": {
    cue: /s[\s-]?pen|stylus|eingabestift|\bstift\b/giu,
    with: /slot|built[\s-]?in|built into|inside the (?:phone|body|housing)|schacht|im gehäuse|integriert|eingebaut|silo/iu,
  },
  "headphone-jack": {
    cue: /headphone jack|audio jack|3[.,]5[\s-]?mm|klinke|kopfhöreranschluss|kopfhörerbuchse/giu,
  },
  "wireless-charging": {
    cue: /wireless(?:ly)?[\s-]charg\w*|charge[sd]? wirelessly|kabellos\w*[\s-](?:auf)?(?:laden|läd|gela)\w*|drahtlos\w*[\s-](?:auf)?lad\w*|(?:läd|lade)\w* (?:\p{L}+ ){0,3}(?:kabellos|drahtlos)\w*/giu,
  },
  "fingerprint-sensor": { cue: /fingerprint|fingerabdruck|touch id/giu },
};

export function statedOf(slug: string): Stated | null {
  return stated[slug] ?? null;
}

const denying =
  /\b(?:no|not|never|neither|nor|without|lacks?|lacking|omits?|dropped|drops|removed|skips?|kein(?:e[nmrs]?)?|nicht|ohne|weder|noch|fehlt|fehlen|verzichtet|entfällt|entfallen|gestrichen|sold separately|separat erhältlich|gesondert|isn['’]t|doesn['’]t|don['’]t)\b/iu;

/** Whether a clause says no. "Not only" and "nicht nur" say yes. */
export function denies(clause: string): boolean {
  return denying.test(clause.replace(/\b(?:not only|nicht nur|no longer than|kein wunder)\b/giu, ""));
}

/** The boolean that a text value stands for, as in "supported" and "none"; null for every other text. */
export function statedByText(text: string): boolean | null {
  const folded = text.trim().toLowerCase();
  if (/^(?:supported|yes|included|available|unterstützt|ja|vorhanden)$/.test(folded)) return true;
  return /^(?:not supported|no|none|not included|nicht unterstützt|nein|keiner?s?|nicht vorhanden)$/.test(
    folded,
  )
    ? false
    : null;
}
