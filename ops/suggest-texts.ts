/**
 * Short announcements in our own words, from the facts that settled claims of db/examples/rumors.json, each with the claims that it
 * decides: chosen by reading text and verdict, not by what the rule finds. Those of the second half were written once the
 * rule stood.
 */
export type SuggestText = {
  /** The document of the example data whose facts these are. */
  document: string;
  language: "de" | "en";
  published: string;
  half: "first" | "second";
  devices: string[];
  text: string;
  /** Claims as numbers after a prefix: the claims `c-x12su-001` and `c-x12su-002` are `{ "c-x12su": "001 002" }`. */
  decides: Record<string, string>;
};

const ofFirstHalf: Omit<SuggestText, "half">[] = [
  {
    document: "xiaomi-12s-event",
    language: "de",
    published: "2022-07-04",
    devices: ["xiaomi-12s-ultra"],
    text: `Xiaomi 12S Ultra: neues Spitzenmodell mit Leica-Kamera
Peking, 4. Juli 2022. Xiaomi stellt heute das Xiaomi 12S Ultra vor, dessen Kamera zusammen mit Leica entwickelt wurde.
Die Hauptkamera löst mit 50 Megapixeln auf und nutzt den Sensor Sony IMX989 im 1-Zoll-Format. Ultraweitwinkel- und Telekamera haben je 48 Megapixel. Der optische Zoom reicht bis 5-fach, der digitale bis 120-fach. Die Frontkamera bietet 32 Megapixel.
Als Prozessor dient der Snapdragon 8+ Gen 1. Das Display misst 6,73 Zoll.
Der Akku fasst 4.860 mAh. Geladen wird per Kabel mit 67 W, kabellos mit 50 W; andere Geräte lädt das Telefon mit bis zu 10 W.
Die Rückseite ist mit einem lederähnlichen Material bezogen, das Gehäuse nach IP68 gegen Staub und Wasser geschützt. Es wiegt 225 g.
In China kostet die Ausführung mit 8 GB + 256 GB 5.999 Yuan, die mit 12 GB + 256 GB 6.499 Yuan und die mit 12 GB + 512 GB 6.999 Yuan.
Das Telefon ist nur auf dem chinesischen Festland erhältlich, ab dem 6. Juli.`,
    decides: {
      "c-x12su":
        "001 002 004 006 007 008 013 014 015 016 017 018 019 021 022 023 024 025 026 027 028 029 030 031 032 033 035 036 037 038 039 043 044 045 046 047 048 049 050 053 054 055 056 060 063 064 065 073 074 078",
    },
  },
  {
    document: "xiaomi-12s-event",
    language: "en",
    published: "2022-07-04",
    devices: ["xiaomi-12s-ultra", "xiaomi-12s-pro"],
    text: `Xiaomi introduces three phones made with Leica

Xiaomi today presented the Xiaomi 12S, the 12S Pro and the 12S Ultra. All three models carry the Leica name.

Xiaomi 12S Ultra
- Main camera: 50 MP, Sony IMX989, 1-inch type
- Ultra-wide camera: 48 MP; telephoto camera: 48 MP
- Zoom: 5x optical, 120x digital
- Three rear cameras, one 32-megapixel front camera
- Battery: 4,860 mAh
- Charging: 67 W wired, 50 W wireless, reverse wireless charging
- Display: 6.73-inch AMOLED
- Water and dust protection: IP68
- Speakers: stereo by Harman Kardon
- Price in China: CNY 5,999 (8 GB + 256 GB), CNY 6,499 (12 GB + 256 GB), CNY 6,999 (12 GB + 512 GB)

Xiaomi 12S Pro
- Snapdragon version: charging with up to 120 W by cable
- Dimensity edition: Dimensity 9000+ chip`,
    decides: {
      "c-x12su":
        "004 006 007 013 014 015 016 017 018 019 021 026 027 028 029 030 031 032 033 035 036 037 038 039 040 041 042 043 044 045 046 047 048 049 050 053 054 055 056 063 064 065 074 075",
      "c-x12sp": "002 003 004 007",
    },
  },
  {
    document: "google-p6-event",
    language: "de",
    published: "2021-10-19",
    devices: ["google-pixel-6-pro"],
    text: `Google zeigt Pixel 6 und Pixel 6 Pro
Das Pixel 6 Pro hat ein Display mit 6,71 Zoll und einen Akku mit 5.000 mAh. Im Pixel 6 Pro arbeitet der Tensor, den Google selbst entworfen hat.
Das Pixel 6 Pro nimmt mit einer Hauptkamera von 50 Megapixeln auf; die Telekamera hat 48 Megapixel und vergrößert optisch 4-fach. Kabellos lädt das Pixel 6 Pro mit bis zu 23 W.
Vorbestellungen beginnen am 19. Oktober, in den Handel kommt das Pixel 6 Pro am 28. Oktober. Es kostet in Deutschland 899 Euro, in den USA 899 US-Dollar.
Für das Pixel 6 Pro sind fünf Jahre Sicherheitsupdates zugesagt.`,
    decides: { "c-p6p": "006 007 008 009 010 011 012 015 016 017 019 023" },
  },
  {
    document: "o-14p",
    language: "en",
    published: "2022-09-07",
    devices: ["iphone-14", "iphone-14-pro"],
    text: `Apple unveils iPhone 14 and iPhone 14 Pro
Apple today announced two phones at an event in California.

iPhone 14
iPhone 14 runs on the A15 Bionic. It keeps the Lightning port and unlocks with Face ID. With satellite service, the phone can send an emergency text where there is no network. In the US it costs from $799 and goes on sale on September 16.

iPhone 14 Pro
iPhone 14 Pro has a 48MP main camera and the A16 Bionic. Its display is always on and adapts its refresh rate, and the frame is made of stainless steel. Storage starts at 128GB and goes up to 1TB. The price in the US starts at $999.`,
    decides: {
      "c-iphone-14": "01 06 08 09 10 11 12 13 14",
      "c-iphone-14-pro": "03 07 09 11 13 14 15",
    },
  },
  {
    document: "samsung-fold4-event",
    language: "de",
    published: "2022-08-10",
    devices: ["samsung-galaxy-z-fold4"],
    text: `Samsung stellt das Galaxy Z Fold4 vor
Seoul, 10. August 2022 – Das neue Faltgerät Galaxy Z Fold4 wird heute vorgestellt und kommt am 26. August in den Handel.
Kamera: Die Hauptkamera hat jetzt 50 Megapixel, die Telekamera 10 Megapixel. Die Frontkamera im inneren Display hat 4 Megapixel.
Der Akku bietet 4.400 mAh bei einem Gewicht von 263 Gramm. Einen Schacht für den S Pen gibt es nicht im Gehäuse.
Gegen Wasser schützt das Gehäuse nach IPX8. Der Speicherplatz reicht bis zu 1 TB.
In den USA kostet es 1.799 US-Dollar.`,
    decides: { "c-zf4": "001 002 003 004 005 006 008 009 010 011 012 013 014 015 016 019" },
  },
  {
    document: "nothing-event",
    language: "en",
    published: "2022-07-12",
    devices: ["nothing-phone-1"],
    text: `Nothing launches Phone (1)
London, 12 July 2022. Nothing Phone (1) has a 6.55-inch OLED display with a refresh rate of 120 Hz.
Two 50-megapixel cameras sit on the back, and a 16 MP selfie camera on the front. The Snapdragon 778G+ was made for this phone.
The battery charges with 33 W over a cable. Wireless charging is supported as well.
Owners get three years of Android updates and four years of security patches.
Sales in Europe start on 21 July.`,
    decides: { "c-np1": "001 006 007 008 009 010 012 013 014 015 017 018" },
  },
];

const ofSecondHalf: Omit<SuggestText, "half">[] = [
  {
    document: "samsung-s23-event",
    language: "en",
    published: "2023-02-01",
    devices: ["samsung-galaxy-s23-ultra"],
    text: `Samsung Galaxy S23 Ultra: a new sensor with 200 megapixels
At its event on February 1, 2023 Samsung presented the Galaxy S23 Ultra. The phone will be on sale from February 17.
Its wide camera works with the ISOCELL HP2 sensor and 200 megapixels, while the selfie camera has 12 megapixels in a small hole in the screen.
Everywhere in the world the phone is powered by the Snapdragon 8 Gen 2. Its 5,000mAh battery takes up to 45W from a cable.
In the United States prices start at $1,199.99.`,
    decides: { "c-s23u": "001 002 003 004 005 006 007 008 010 011 012 013 014 016" },
  },
  {
    document: "o-15p",
    language: "de",
    published: "2023-09-12",
    devices: ["iphone-15", "iphone-15-pro", "iphone-15-pro-max"],
    text: `Apple zeigt iPhone 15 und iPhone 15 Pro

Cupertino – Apple hat am 12. September 2023 vier neue Telefone vorgestellt.

iPhone 15 und iPhone 15 Plus
Statt Lightning haben beide Modelle nun einen USB-C-Anschluss, der Daten nach USB 2 überträgt. Die Dynamic Island ersetzt die Kerbe im Display, das mit 60 Hz arbeitet. Die Hauptkamera des iPhone 15 bietet 48 Megapixel, als Prozessor dient der A16 Bionic.

iPhone 15 Pro und iPhone 15 Pro Max
Der Rahmen des iPhone 15 Pro besteht aus Titan. Eine Action-Taste tritt an die Stelle des Stummschalters. Das Telefon funkt nach Wi-Fi 6E und ist in Blau, Natur, Weiß und Schwarz erhältlich. Der Anschluss überträgt Daten nach USB 3. Der optische Zoom des iPhone 15 Pro Max reicht 5-fach.`,
    decides: {
      "c-iphone-15": "01 03 05 06 07 08 09 10",
      "c-iphone-15-pro": "04 05 08 10 13",
      "c-iphone-15-pro-max": "01 03",
    },
  },
  {
    document: "oneplus-11-global",
    language: "de",
    published: "2023-02-07",
    devices: ["oneplus-11"],
    text: `OnePlus 11: Flaggschiff mit Hasselblad-Kamera
Das OnePlus 11 kommt mit dem Snapdragon 8 Gen 2 und einem Alert Slider an der Seite. Die Kamera entstand in Zusammenarbeit mit Hasselblad. Die Frontkamera löst 16 MP auf, das Teleobjektiv 32 MP.
Das Telefon ist in mattem Schwarz und glänzendem Grün zu haben; die Rückseite ist aus Glas.
In China lässt sich das OnePlus 11 mit 100 W laden. Drahtlos lässt es sich nicht laden, kabelloses Laden wird nicht unterstützt.
In Indien kostet es ab 56.999 Rupien.`,
    decides: { "c-op11": "001 002 003 007 009 012 013 014 015 016 017 018" },
  },
  {
    document: "xiaomi-13u-event",
    language: "en",
    published: "2023-04-18",
    devices: ["xiaomi-13-ultra"],
    text: `Xiaomi 13 Ultra with four Leica lenses
Today Xiaomi launched the Xiaomi 13 Ultra, its second phone of this class with Leica and the first for the global market.
It has 4 x 50 MP on the back. The main camera combines 50 megapixels with a Sony IMX989 and a variable aperture from f/1.9 to f/4.0.
5000 mAh are charged with up to 90 W over a cable. The port is a USB 3.2 one.
Xiaomi asks CNY 5,999 for it in China.`,
    decides: { "c-x13u": "001 002 004 005 006 007 008 010 012 013 014 015 016 017 018" },
  },
  {
    document: "sony-event",
    language: "de",
    published: "2022-05-11",
    devices: ["sony-xperia-1-iv"],
    text: `Sony kündigt das Xperia 1 IV an
Tokio, 11. Mai 2022: Sony hat heute das Xperia 1 IV angekündigt.
Prozessor: Snapdragon 8 Gen 1
Arbeitsspeicher: bis zu 12 GB
Kameras: 3 x 12 MP auf der Rückseite, Hauptkamera mit 12 MP, Frontkamera mit 12 MP
Akku: 5.000 mAh, Laden mit 30 Watt per Kabel
Anschlüsse: 3,5-mm-Klinkenanschluss für Kopfhörer
Preis: 1.399 Euro in Europa, 1.599 US-Dollar in den USA`,
    decides: { "c-xp14": "001 002 003 004 005 006 008 010 011 012" },
  },
  {
    document: "o-12",
    language: "en",
    published: "2020-10-13",
    devices: ["iphone-12", "iphone-12-mini", "iphone-12-pro"],
    text: `Apple announces iPhone 12 and iPhone 12 mini
October 13, 2020. Apple today introduced iPhone 12 and iPhone 12 mini. Both come with a cable only: no power adapter and no earphones are in the box.
MagSafe charges iPhone 12 magnetically with 15 W. The iPhone 12 has 64GB of storage in its entry version.
iPhone 12 will be available from October 23. In the US, iPhone 12 starts at $799 and iPhone 12 mini starts at $699 with a carrier.
iPhone 12 Pro, the larger sister, adds a LiDAR scanner; its display runs at 60 Hz, and in the US it starts at $999.`,
    decides: {
      "c-iphone-12": "01 02 03 04 05 06 07 08 09 10 11 12 15",
      "c-iphone-12-mini": "01 02 03",
      "c-iphone-12-pro": "01 02 03 05",
    },
  },
];

export const suggestTexts: SuggestText[] = [
  ...ofFirstHalf.map((text): SuggestText => ({ ...text, half: "first" })),
  ...ofSecondHalf.map((text): SuggestText => ({ ...text, half: "second" })),
];
