"""Articles that were edited, and articles that follow another of their series, as pairs of before and after.

A row is a language, a kind, two titles and two texts. A text that begins with "=" stands on both sides
word for word; None is a list that shows titles only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sources.entry import Entry


@dataclass(frozen=True, slots=True)
class Pair:
    """What the listing showed before, and what it shows now."""

    language: str
    kind: str
    before: Entry
    after: Entry


def pairs(table: str) -> Iterator[Pair]:
    """The rows of a table: language | kind | title | title | text | text."""
    for row in filter(None, map(str.strip, table.strip().splitlines())):
        language, kind, title, later, *texts = (part.strip() for part in row.split(" | "))
        text = texts[0].removeprefix("=").strip() if texts else None
        after = text if len(texts) < 2 else texts[1]
        yield Pair(language, kind, Entry(title=title, excerpt=text), Entry(title=later, excerpt=after))


EDITS = """
fr | count and text | Séisme en Turquie : 12 morts | Séisme en Turquie : 35 morts | Un séisme de magnitude 6,2 a frappé lundi matin l’est du pays, faisant au moins 12 morts selon un premier bilan des secours. | Un séisme de magnitude 6,2 a frappé lundi matin l’est du pays. Le bilan s’est alourdi à 35 morts et deux cents blessés, selon les secours.
fr | count and text | Inondations : 3 disparus dans l’Aude | Inondations : 11 disparus dans l’Aude, trois villages évacués | Les pluies de la nuit ont coupé plusieurs routes, et les pompiers cherchent trois personnes emportées par les eaux. | Les pluies ont coupé la plupart des routes et les pompiers cherchent onze personnes ; trois villages sont évacués depuis midi.
fr | count, text rewritten | Séisme : 12 morts | Séisme : 35 morts | La terre a tremblé au petit matin et surpris les habitants dans leur sommeil, au nord de la capitale. | Les secours fouillent toujours les décombres. Le président décrète trois jours de deuil national et demande de l’aide.
fr | count | Feu de forêt : 400 hectares brûlés près de Narbonne | Feu de forêt : 1 200 hectares brûlés près de Narbonne | =Le feu, parti d’un chantier au bord de la route, avance vers l’ouest et menace un hameau dont les habitants ont quitté leurs maisons.
fr | count at the end | Accident de car : le bilan passe à 7 | Accident de car : le bilan passe à 11 | =Le car transportait des élèves en voyage scolaire quand il a quitté la route dans un virage, en fin d’après-midi.
fr | punctuation | Le vieux moulin rouvre ses portes | Le vieux moulin rouvre ses portes ! | =Après trois années de travaux, les ailes tournent de nouveau et la farine est vendue sur place chaque matin.
fr | spelling | Le maire annonce la fermeture de la pisine municipale | Le maire annonce la fermeture de la piscine municipale | =Le bassin fuit depuis le printemps et les réparations coûteraient plus cher qu’un équipement neuf, dit le rapport.
fr | spelling of a name | Zelensky reçu à Kiev par les maires du pays | Zelenskyy reçu à Kyiv par les maires du pays | =Les maires ont demandé des générateurs pour l’hiver et des abris pour les écoles proches de la ligne de front.
fr | words added | Le pont du port est fermé | Mise à jour : le pont du port est fermé jusqu’à nouvel ordre | =Une fissure a été découverte sous le tablier et les camions doivent faire un détour de dix kilomètres.
fr | words left out | EN DIRECT. Le procès du cartel s’ouvre à la cour d’assises | Le procès du cartel s’ouvre | =Douze accusés comparaissent pendant six semaines devant une salle comble, sous la garde de cent gendarmes.
fr | verb | Le conseil rejette le budget de la région | Le conseil adopte le budget de la région | Après neuf heures de débat, le conseil a d’abord rejeté le texte, faute de majorité. | Après neuf heures de débat et un second vote, le conseil a adopté le texte à deux voix près.
fr | other headline | Une boulangère remporte le prix national | Le seigle de Cahors séduit le jury | =Le pain de seigle de la boulangère de Cahors, fruit de deux ans d’essais, a convaincu un jury réputé n’aimer que le blé.
fr | name in the story | Macron reçoit Zelensky à l’Élysée | Macron reçoit Zelensky à Paris | =Le président ukrainien a été reçu à l’Élysée pour un dîner de travail qui a porté sur la défense du ciel et sur l’hiver.
fr | text rewritten | La gare de Saumur ferme deux mois | La gare de Saumur ferme deux mois | Des travaux sont prévus sur les quais à partir de juin. | Les voyageurs prendront des cars : voici les horaires, les arrêts et les tarifs de l’été.
fr | text cut | Les pommiers fleurissent trop tôt | Les pommiers fleurissent trop tôt | La floraison avance de deux jours tous les dix ans, ce qui expose les vergers au gel, explique la coopérative. | La floraison avance de deux jours tous les dix ans…
fr | title and text | Un ours aperçu près du village d’Ustou | Un ours a été aperçu près du village d’Ustou, les éleveurs inquiets | Un randonneur a photographié un ours brun dimanche à moins d’un kilomètre des maisons. | Un randonneur a photographié un ours brun dimanche à moins d’un kilomètre des maisons ; les éleveurs demandent des chiens.
fr | titles only | Le port de Honfleur agrandit ses quais | Le port de Honfleur va agrandir ses quais
en | count and text | Ferry sinks off the coast: 4 dead | Ferry sinks off the coast: 19 dead | The ferry went down at dawn within sight of the harbour, and rescuers have found four bodies so far. | The ferry went down at dawn within sight of the harbour. Rescuers have found nineteen bodies and search for more.
en | count and text | Mine collapse traps 30 workers | Mine collapse traps 52 workers, 8 rescued | Rescue teams are drilling a second shaft to reach the workers, who can be heard knocking. | Rescue teams have reached eight workers through the second shaft; others can still be heard knocking.
en | count | Council to plant 500 trees along the ring road | Council to plant 650 trees along the ring road | =Oaks and limes will replace the poplars felled in the storm, and schools may choose where the first ones go.
en | spelling | Harbor master closes the east quay | Harbour master closes the east quay | =Cracks as wide as a hand were found under the crane, and nobody may walk there before spring comes.
en | words added | Museum to reopen after the flood | Museum to reopen in May after the flood, director says | =The paintings were carried upstairs in time, but the floors of the ground level must all be laid anew.
en | words left out | LIVE: Storm reaches the islands, thousands without power | Storm reaches the islands | =Winds of ninety miles an hour brought down lines and trees, and the last boat left the harbour at noon.
en | verb | Voters reject the new stadium | Voters back the new stadium | Early counts pointed to a narrow defeat of the plan. | With all counted, the plan passes by four hundred votes.
en | other headline | A bakery wins the national prize | Rye conquers the jury | =The rye bread that took two years of trials convinced a jury that is said to love only wheat.
en | title case | Mayor Resigns Over Housing Scandal | Mayor Quits Over Housing Scandal | =The mayor resigns after weeks of protest; she says that she knew nothing of the flats sold below their price, and quits with regret.
en | text rewritten | The swimming pool stays closed | The swimming pool stays closed | Tiles have come loose in the deep end. | Three years late, the roof moves at last, but the water is still missing.
en | title and text | Bear seen near the school in Banff | Bear seen near school in Banff, children kept indoors | A brown bear crossed the playground at eight in the morning. | A brown bear crossed the playground at eight in the morning; wardens led it back to the woods by noon.
en | name in the story | Anna Kovacs wins the chess title | Hungarian wins the chess title | =Anna Kovacs drew the last game in sixty moves and became the first Hungarian to win the title in forty years.
en | titles only | Old bridge: the vote is postponed | Old bridge: the vote is postponed again
de | count and text | Erdbeben: 12 Tote | Erdbeben: 35 Tote | Ein Erdbeben der Stärke 6,2 hat am Morgen den Osten des Landes erschüttert, mindestens zwölf Menschen starben. | Ein Erdbeben der Stärke 6,2 hat am Morgen den Osten des Landes erschüttert. Inzwischen zählen die Helfer 35 Opfer.
de | count | Waldbrand im Harz: 40 Hektar verbrannt | Waldbrand im Harz: 120 Hektar verbrannt | =Das Feuer brach an einem Rastplatz aus und läuft auf den Kamm zu, drei Löschflugzeuge sind unterwegs.
de | spelling | Kreuzfahrtschif läuft auf Grund | Kreuzfahrtschiff läuft auf Grund | =Das Schiff mit achthundert Gästen sitzt vor der Küste fest, verletzt wurde niemand, sagt die Reederei.
de | words added | Rathaus bleibt geschlossen | Update: Rathaus bleibt bis Ostern geschlossen | =Im Keller wurde Asbest gefunden, und die Ämter ziehen für mehrere Wochen in die alte Schule um.
de | verb | Stadtrat lehnt neue Brücke ab | Stadtrat beschließt neue Brücke | Nach langem Streit sah es zunächst nach einer Niederlage aus. | Nach langem Streit stimmte eine knappe Mehrheit am Ende doch für den Bau.
de | other headline | Bäckerin gewinnt den Bundespreis | Roggenbrot aus Fulda überzeugt die Jury | =Das Roggenbrot der Bäckerin aus Fulda, an dem sie zwei Jahre gearbeitet hat, überzeugte eine Jury, die sonst nur Weizen mag.
de | text rewritten | Der Zoo bekommt ein Elefantenhaus | Der Zoo bekommt ein Elefantenhaus | Der Bau soll im Herbst beginnen. | Vier Millionen Euro, zwei Jahre, ein Wasserfall: was geplant ist.
es | count and text | Terremoto en Chile: 3 muertos | Terremoto en Chile: 14 muertos | Un terremoto de magnitud 7 sacudió de madrugada el norte del país y dejó al menos tres muertos. | Un terremoto de magnitud 7 sacudió de madrugada el norte del país; los equipos de rescate cuentan ya catorce muertos.
es | count | El incendio arrasa 200 hectáreas | El incendio arrasa 950 hectáreas | =El fuego comenzó junto a una carretera y avanza hacia el parque natural empujado por el viento de poniente.
es | words added | Cierra el puente viejo de Ronda | Cierra el puente viejo de Ronda por una grieta | =Los técnicos han encontrado una grieta bajo el arco central y piden que nadie lo cruce hasta la primavera.
es | verb | El pleno rechaza el presupuesto | El pleno aprueba el presupuesto | El texto no reunió los votos necesarios en la primera vuelta. | El texto reunió los votos necesarios en la segunda vuelta, ya de madrugada.
it | count and text | Frana in montagna: 2 dispersi | Frana in montagna: 6 dispersi | Una frana ha travolto nella notte due case isolate, i soccorritori cercano due persone. | Una frana ha travolto nella notte due case isolate; i soccorritori cercano sei persone con i cani.
it | words added | Riapre il teatro comunale | Riapre il teatro comunale dopo dieci anni | =I palchi sono stati rifatti in legno di larice e la prima serata sarà gratuita per chi abita nel quartiere.
pt | count and text | Incêndio em Tomar: 5 feridos | Incêndio em Tomar: 13 feridos | O incêndio começou numa oficina e obrigou a retirar os moradores; há cinco feridos ligeiros. | O incêndio começou numa oficina e obrigou a retirar os moradores de duas ruas; há treze feridos, um deles grave.
pt | verb | Câmara chumba nova ponte | Câmara aprova nova ponte | A proposta não teve maioria na reunião da manhã. | A proposta passou à tarde, com o voto de qualidade da presidente.
ru | count and text | Пожар на складе: 2 погибших | Пожар на складе: 9 погибших | Пожар начался ночью и охватил весь склад, спасатели нашли двух погибших. | Пожар начался ночью и охватил весь склад; спасатели нашли девять погибших и разбирают завалы.
ru | words added | Мост закрыт для машин | Мост закрыт для машин до весны | =Под опорой нашли трещину шириной в ладонь, и пешеходов тоже просят обходить мост стороной.
ja | count and text | 地震で3人死亡 | 地震で18人死亡 | 朝早く強い地震があり、少なくとも三人が死亡した。救助活動が続いている。 | 朝早く強い地震があり、これまでに十八人が死亡した。救助活動が続いている。
ja | words added | 古い橋が通行止めに | 古い橋が春まで通行止めに | =橋の下に手のひらほどの亀裂が見つかり、歩行者も迂回するよう求められている。
ar | count and text | زلزال يضرب الشمال: 12 قتيلا | زلزال يضرب الشمال: 35 قتيلا | ضرب زلزال قوي شمال البلاد فجر اليوم وأسفر عن مقتل اثني عشر شخصا على الأقل. | ضرب زلزال قوي شمال البلاد فجر اليوم وارتفعت الحصيلة إلى خمسة وثلاثين قتيلا.
fr | count and text | Marche contre la loi : 8 000 manifestants à Rennes | Marche contre la loi : 15 000 manifestants à Rennes selon les syndicats | Partis de la place de Bretagne à 11 heures, les manifestants ont traversé le centre dans le calme. | Partis de la place de Bretagne à 11 heures, les manifestants ont traversé le centre ; quelques vitrines ont été brisées en fin de cortège.
fr | count | Canicule : 24 départements en vigilance orange | Canicule : 41 départements en vigilance orange | =Météo-France prévoit des maximales de 40 degrés dans le sud et appelle à éviter tout effort aux heures chaudes.
fr | quote | « Je ne démissionnerai pas », assure la ministre | « Je reste à mon poste », assure la ministre | =Mise en cause par un rapport de la Cour des comptes, la ministre a répondu longuement aux questions des députés.
fr | status | Un suspect recherché après le vol du musée | Un suspect arrêté après le vol du musée | La police cherche un homme filmé par les caméras du musée dans la nuit de lundi. | Un homme de trente ans, filmé par les caméras du musée dans la nuit de lundi, a été arrêté à la gare.
fr | label | VIDÉO. Le barrage cède sous la pression des eaux | Le barrage cède sous la pression des eaux [MAJ] | =Les images montrent le mur de béton s’ouvrir en quelques secondes ; la vallée avait été évacuée la veille.
fr | shorter | Après dix ans de travaux et trois changements d’architecte, la philharmonie ouvre enfin ses portes au public | La philharmonie ouvre enfin ses portes | =Deux mille places, une acoustique saluée par les musiciens et une facture qui a quadruplé depuis le premier projet.
en | count and text | Wildfire destroys 60 homes in the canyon | Wildfire destroys 210 homes in the canyon as winds pick up | The fire jumped the highway before noon and crews were ordered to pull back. | The fire jumped the highway before noon and by night it had reached the second ridge; crews wait for the winds to drop.
en | count | Airline cancels 300 flights | Airline cancels 1,100 flights | =A failure in the crew scheduling system left planes without pilots, the airline said, and queues grew all morning.
en | status | Search for missing climbers goes on | Missing climbers found alive | Helicopters searched the north face until dark for the two climbers. | Helicopters found the two climbers on the north face at dawn, cold but unhurt.
en | words added | Court overturns ban | Court overturns ban on river fishing | =The judges found that the ministry had not heard the towns along the river before it closed the season.
en | typo | Parliment votes to lower the voting age | Parliament votes to lower the voting age | =The change passed by eleven votes after a debate that lasted until four in the morning.
en | named | Man, 40, charged over dam sabotage | John Carver charged over dam sabotage | =John Carver, 40, a former engineer at the plant, is accused of opening the gates of the dam on the night of the flood.
de | count and text | Busunglück: 5 Verletzte | Busunglück: 17 Verletzte, Fahrer in Haft | Ein Reisebus ist am Sonntag von der Autobahn abgekommen, fünf Menschen wurden verletzt. | Ein Reisebus ist am Sonntag von der Autobahn abgekommen, siebzehn Menschen wurden verletzt, der Fahrer soll getrunken haben.
de | status | Vermisste Wanderin wird gesucht | Vermisste Wanderin ist gefunden | Die Bergwacht sucht mit Hunden und Drohnen nach einer Frau aus Fulda, die seit Freitag vermisst wird. | Die Bergwacht hat mit Hunden und Drohnen eine Frau aus Fulda gefunden, die seit Freitag vermisst wurde.
de | words added | Bahn streicht Nachtzüge | Bahn streicht Nachtzüge nach Italien und Kroatien | =Fehlende Wagen nennt das Unternehmen als Grund; Reisende bekommen ihr Geld zurück oder fahren am Tag.
es | status | Buscan a un niño desaparecido en el monte | Hallan sano y salvo al niño desaparecido en el monte | Bomberos y vecinos buscan desde anoche al pequeño, que se alejó de la romería. | Bomberos y vecinos encontraron de madrugada al pequeño, que se había alejado de la romería.
es | count and text | La nevada deja 40 pueblos incomunicados | La nevada deja 75 pueblos incomunicados | La nieve corta carreteras en tres provincias y obliga a cerrar las escuelas. | La nieve corta carreteras en cinco provincias y obliga a cerrar las escuelas hasta el lunes.
it | status | Sciopero dei treni revocato a metà | Sciopero dei treni revocato | =I sindacati hanno firmato nella notte un accordo sui turni, i convogli torneranno a circolare dal mattino.
it | count | Trovate 12 tombe etrusche sotto il cantiere | Trovate 19 tombe etrusche sotto il cantiere | =Gli operai scavavano le fondamenta di una scuola quando la ruspa ha toccato una lastra di pietra scolpita.
pl | count and text | Wypadek autobusu: 6 rannych | Wypadek autobusu: 14 rannych | Autobus wpadł do rowu pod miastem, sześć osób trafiło do szpitala. | Autobus wpadł do rowu pod miastem, czternaście osób trafiło do szpitala, kierowca był trzeźwy.
pl | words added | Most zamknięty | Most zamknięty do odwołania | =Inżynierowie znaleźli pęknięcia w przęśle i kazali wstrzymać ruch samochodów oraz pieszych na kilka tygodni.
nl | count and text | Brand in flat: 3 gewonden | Brand in flat: 9 gewonden | De brand brak uit in een keuken op de vierde verdieping, drie bewoners ademden rook in. | De brand brak uit in een keuken op de vierde verdieping, negen bewoners ademden rook in en een hond werd gered.
sv | words added | Bron stängs | Bron stängs för lastbilar hela vintern | =Ingenjörerna hittade sprickor i spannet och vill inte ta några risker när isen lägger sig.
tr | count and text | Depremde 4 kişi öldü | Depremde 21 kişi öldü | Sabaha karşı meydana gelen depremde dört kişi hayatını kaybetti, ekipler enkazda arama yapıyor. | Sabaha karşı meydana gelen depremde yirmi bir kişi hayatını kaybetti, ekipler enkazda arama yapıyor.
zh | count and text | 山体滑坡致3人遇难 | 山体滑坡致11人遇难 | 今晨的暴雨引发山体滑坡，已造成三人遇难，救援仍在进行。 | 今晨的暴雨引发山体滑坡，已造成十一人遇难，救援仍在进行，道路中断。
el | words added | Κλείνει η παλιά γέφυρα | Κλείνει η παλιά γέφυρα μέχρι την άνοιξη | =Οι μηχανικοί βρήκαν ρωγμές κάτω από το κεντρικό τόξο και ζητούν να μην περνά κανείς.
ru | status | В горах ищут пропавших туристов | В горах нашли пропавших туристов | Спасатели с собаками ищут двух туристов, которые не вышли на связь в пятницу. | Спасатели с собаками нашли двух туристов, которые не вышли на связь в пятницу; они живы.
fr | count and text | Accident de la route : 2 morts à Vannes | Accident de la route : 4 morts à Vannes | La collision s’est produite vers 6 heures sur la rocade, deux personnes sont décédées. | La collision s’est produite vers 6 heures sur la rocade, quatre personnes sont décédées dont un enfant.
fr | count and text | Incendie d’usine : 20 salariés évacués | Incendie d’usine : 180 salariés évacués et un nuage de fumée | Le feu a pris dans l’atelier de peinture, vingt salariés ont été mis à l’abri. | Le feu a gagné tout le bâtiment, cent quatre-vingts salariés ont été mis à l’abri et les écoles voisines confinées.
fr | percent | Législative partielle : 31 % de participation à midi | Législative partielle : 58 % de participation à la clôture | Les électeurs se déplacent peu dans la circonscription, sous la pluie. | Les électeurs se sont finalement déplacés dans la circonscription, malgré la pluie.
fr | score | Handball : les Bleues mènent 14-10 | Handball : les Bleues gagnent 29-24 | À la pause, l’équipe de France dispose de quatre buts d’avance sur la Norvège. | L’équipe de France a dominé la Norvège et jouera la finale dimanche.
fr | update label | Orages violents attendus sur le littoral | [Actualisé] Orages violents sur le littoral, deux campings évacués | Les météorologues annoncent des rafales à 120 km/h en soirée. | Les rafales ont atteint 120 km/h et deux campings ont été évacués en soirée.
fr | typo | La mairie vas planter mille arbres | La mairie va planter mille arbres | =Platanes, tilleuls et érables remplaceront le bitume de la grande place, où il fait cinquante degrés en été.
fr | accent | Un eleve decouvre une comete | Un élève découvre une comète | =Avec le télescope du lycée, il a repéré un point qui se déplaçait d’une nuit à l’autre, l’observatoire a confirmé.
fr | reorder | À Nantes, le tramway déraille : aucun blessé | Le tramway déraille à Nantes, aucun blessé | =La rame est sortie des rails dans un virage, à faible allure ; le trafic ne reprendra pas avant ce soir.
fr | synonym | Le chef du gouvernement renonce à la taxe | Le Premier ministre abandonne la taxe | =Devant les maires réunis en congrès, le Premier ministre a annoncé que la taxe sur les piscines ne verrait pas le jour.
fr | title and text | Grève des éboueurs : les poubelles débordent | Grève des éboueurs : fin du mouvement, les poubelles débordent encore | Cinq mille tonnes de déchets attendent sur les trottoirs de la capitale. | Les éboueurs reprennent le travail mais cinq mille tonnes de déchets attendent sur les trottoirs de la capitale.
en | count and text | Train derails, 9 injured | Train derails, 27 injured, driver questioned | The train left the tracks on a bridge shortly after leaving the station, injuring nine. | The train left the tracks on a bridge shortly after leaving the station; 27 are in hospital and the driver is being questioned.
en | count | Storm leaves 40,000 homes dark | Storm leaves 112,000 homes dark | =Gusts tore down pylons along the coast and crews say that some villages will be without power for days.
en | money | Painting sold for $2m | Painting sold for $2.4m after bidding war | The small landscape by the forgotten painter went to a museum. | The small landscape by the forgotten painter went to a museum after two callers fought over it.
en | status | Talks on ferry strike begin | Talks on ferry strike end without a deal | Union and company meet for the first time in a month. | Union and company met for the first time in a month and parted without a deal.
en | quote | ‘We heard a bang’: witnesses on the crane collapse | ‘It came down like a tree’: witnesses on the crane collapse | =Workers and shopkeepers describe how the crane fell across the square at the busiest hour of the morning.
en | reorder | In Kendal, a library of seeds opens | A library of seeds opens in Kendal | =Gardeners can borrow beans, herbs and flowers in spring and bring back what they harvested in autumn.
en | shorter | The strange case of the clock that ran backwards and the watchmaker who refused to mend it | The clock that ran backwards | =For thirty years the station clock went the wrong way round, and no one could make the old man touch it.
de | count and text | Lawine: 1 Toter | Lawine: 3 Tote | Eine Lawine hat am Vormittag eine Gruppe von Skifahrern erfasst, ein Mann starb. | Eine Lawine hat am Vormittag eine Gruppe von Skifahrern erfasst, drei Menschen starben, einer wird vermisst.
de | status | Streik am Flughafen droht | Streik am Flughafen abgewendet | Die Gewerkschaft will am Montag die Arbeit niederlegen, wenn kein Angebot kommt. | Die Gewerkschaft will am Montag doch arbeiten, denn in der Nacht kam ein Angebot.
de | reorder | In Wismar öffnet ein Museum für Nebelhörner | Ein Museum für Nebelhörner öffnet in Wismar | =Vierzig Hörner aus zwölf Ländern sind zu hören, jede volle Stunde, sehr zum Leidwesen der Nachbarn.
es | count and text | Naufragio en el estrecho: 6 rescatados | Naufragio en el estrecho: 23 rescatados | Salvamento recogió a seis personas de una barca a la deriva. | Salvamento recogió a veintitrés personas de una barca a la deriva y busca a otras dos.
it | status | Cede il ponte, si cercano dispersi | Cede il ponte, nessun disperso | I soccorritori scavano sotto le macerie del ponte crollato all’alba. | I soccorritori hanno finito di scavare sotto le macerie del ponte crollato all’alba.
pt | count and text | Cheias: 12 estradas cortadas | Cheias: 30 estradas cortadas | A chuva da noite cortou doze estradas no distrito e fechou duas escolas. | A chuva da noite cortou trinta estradas no distrito e fechou nove escolas.
"""

SERIES = """
fr | weekday | Les prévisions de samedi | Les prévisions de dimanche | =Retrouvez chaque jour nos prévisions détaillées, ville par ville, avec les cartes et les températures.
fr | weekday | Météo : le temps de samedi | Météo : le temps de dimanche | Du soleil sur la moitié nord et des averses près des Pyrénées, avec 14 degrés à Lille et 21 à Nice ce samedi. | Des nuages sur la moitié nord et des averses près des Alpes, avec 12 degrés à Lille et 20 à Nice ce dimanche.
fr | date | Les titres du 3 mars | Les titres du 4 mars | =Voici les titres de la presse nationale et régionale, choisis ce matin par la rédaction pour nos abonnés.
fr | date | Revue de presse du mardi 3 juin | Revue de presse du mercredi 4 juin | =Ce que disent les journaux ce matin, en France et ailleurs, lu pour vous par la rédaction de nuit.
fr | date in numbers | Bulletin des avalanches 03/02/2025 | Bulletin des avalanches 04/02/2025 | =Le risque est évalué massif par massif par les observateurs des stations et mis à jour chaque soir.
fr | month | L’agenda culturel de novembre | L’agenda culturel de décembre | =Concerts, spectacles, expositions : tout ce qu’il ne faut pas manquer dans la région, pour tous les âges.
fr | year | Le budget 2025 expliqué en trois graphiques | Le budget 2026 expliqué en trois graphiques | =Recettes, dépenses, dette : ce qui change pour les ménages et les communes, en trois graphiques à explorer.
fr | number | Grève, jour 9 : la situation en gare | Grève, jour 10 : la situation en gare | =Trains, cars et avions : la situation gare par gare, mise à jour par nos correspondants dans les régions.
fr | number | Le feuilleton de l’été, épisode 12 | Le feuilleton de l’été, épisode 14 | =Chaque matin de l’été, un épisode inédit du feuilleton écrit par les lecteurs du journal.
fr | number | J-3 avant le départ de la Route du rhum | J-2 avant le départ de la Route du rhum | =Sur les pontons, les skippers préparent leurs bateaux sous les yeux de milliers de visiteurs venus de loin.
fr | number | Ligue 1 : les résultats de la 12e journée | Ligue 1 : les résultats de la 13e journée | =Tous les résultats, les buteurs, le classement et les prochaines rencontres du championnat.
fr | names | Brest – Rennes : suivez le match | Brest – Nantes : suivez le match | =Suivez la rencontre en direct et commentez-la avec nos journalistes, minute par minute, depuis le bord du terrain.
fr | names | Brest – Rennes : suivez le match | Brest – Nantes : suivez le match | Suivez en direct la rencontre entre Brest et Rennes, et commentez-la avec nos journalistes. | Suivez en direct la rencontre entre Brest et Nantes, et commentez-la avec nos journalistes.
fr | names | Lyon – Lens : le résumé en vidéo | Lille – Metz : le résumé en vidéo | =Les buts, les arrêts et les décisions qui ont fait basculer la rencontre, à revoir en trois minutes.
fr | names | Municipales à Brest : tous les résultats | Municipales à Nantes : tous les résultats | =Taux de participation, scores des listes, sièges au conseil : tous les résultats, bureau par bureau.
fr | names, other text | Le portrait du jour : Jeanne Martin | Le portrait du jour : Paul Durand | Elle répare des horloges depuis quarante ans dans une rue étroite de Besançon. | Boulanger le jour, il joue du trombone la nuit dans les bars de Toulouse.
fr | time of day | Le journal de 8 h | Le journal de 13 h | =Toute l’actualité en dix minutes, présentée par la rédaction et à réécouter quand vous voulez.
fr | time of day | Le journal du matin | Le journal du soir | =Toute l’actualité en dix minutes, présentée par la rédaction et à réécouter quand vous voulez.
fr | same title | La météo du jour | La météo du jour | Du soleil au nord et des averses au sud pour ce samedi 4 octobre, avec un vent faible. | Des nuages au nord et des éclaircies au sud pour ce dimanche 5 octobre, avec un vent faible.
fr | other text | Dix idées pour samedi | Dix idées pour dimanche | Un marché aux fleurs, une pièce de théâtre et un concert gratuit au bord de l’eau. | Une brocante, deux musées ouverts la nuit, et la course des garçons de café.
fr | titles only | Les prévisions de samedi | Les prévisions de dimanche
en | weekday | Saturday’s weather forecast | Sunday’s weather forecast | =All you need to know about the weather in your area, hour by hour, with maps and warnings.
en | weekday | What to watch on Friday | What to watch on Saturday | =Our critics pick the best films and shows of the night, with times and channels for all regions.
en | date | Morning briefing, March 3 | Morning briefing, March 4 | =The stories you need to start your day, gathered before dawn by our editors around the world.
en | date | Covid figures for 3 March 2021 | Covid figures for 4 March 2021 | =Cases, deaths and vaccinations by county, updated every afternoon with data from the ministry.
en | date in numbers | Ski report 2025-02-03 | Ski report 2025-02-04 | =Snow depth, open lifts and the state of the roads at all resorts, as reported at seven.
en | month | Books to read in May | Books to read in June | =Novels, poems and histories: the new titles that our reviewers could not put down this time.
en | number | Strike, day 9: trains stand still | Strike, day 10: trains stand still | =Live updates from stations across the country, and all that travellers need to know about tickets.
en | number | Ashes Test: England v Australia, day 2 – live | Ashes Test: England v Australia, day 3 – live | =Over-by-over updates from our team at the ground, with your thoughts by email and message.
en | number | Podcast, episode 41 | Podcast, episode 42 | =Every week our hosts talk about money, work and everything in between, with guests from all over.
en | number | Quick crossword No 16,541 | Quick crossword No 16,542 | =Solve today’s quick crossword online, or print it and take it with you on the train to work.
en | number | The Tour: stage 4 in pictures | The Tour: stage 5 in pictures | =Crowds, climbs and crashes: the best pictures of the day, chosen by our photographers on the road.
en | names | Arsenal v Chelsea: live | Arsenal v Fulham: live | =Minute-by-minute updates from the Premier League, with team news, goals and all the talking points.
en | names | Results: Ludlow South | Results: Ludlow North | =Votes, turnout and swing in this constituency, as declared by the returning officer on the night.
en | names, title case | Celebrity Birthdays: Tom Hanks | Celebrity Birthdays: Meryl Streep | =Every day we raise a glass to one of the famous people who were born on this date.
en | time of day | Evening news at 6 pm | Evening news at 10 pm | =The headlines of the day from home and abroad, with sport and the weather at the end.
en | same title | The week in pictures | The week in pictures | Fog over the river, and the last swimmers of the year, in the pictures that Friday brought us. | A market, a wedding, and what the storm left standing, in the pictures that Monday brought us.
en | titles only | Strike, day 9: trains stand still | Strike, day 10: trains stand still
de | weekday | Das Wetter am Samstag | Das Wetter am Sonntag | =Alle Aussichten für Ihre Region, Stunde für Stunde, mit Karten und den Warnungen des Wetterdienstes.
de | weekday | Fernsehtipps für Freitagabend | Fernsehtipps für Samstagabend | =Unsere Redaktion wählt die besten Filme und Serien des Abends, mit Sendezeiten und Kanälen.
de | date | Der Morgen in Zahlen: 3. März | Der Morgen in Zahlen: 4. März | =Die wichtigsten Zahlen des Tages, zusammengestellt von unserer Redaktion für den Weg zur Arbeit.
de | number | Folge 12: Wer war der Mann am Fenster? | Folge 13: Wer war der Mann am Fenster? | =Jede Woche erzählt unser Reporter einen ungelösten Fall, mit Akten und Stimmen von damals.
de | names | Köln – Mainz: das Spiel im Liveticker | Köln – Bremen: das Spiel im Liveticker | =Tore, Karten und Szenen in Echtzeit, mit den Stimmen der Trainer gleich nach dem Abpfiff.
de | names | Wahlergebnis in Goslar | Wahlergebnis in Pirna | =Beteiligung, Stimmen und Sitze nach Wahlbezirken, sobald sie ausgezählt sind, auf einen Blick.
de | month | Gartenkalender für April | Gartenkalender für Mai | =Was jetzt gesät, geschnitten und geerntet wird, Woche für Woche, mit Tipps vom Gärtnermeister.
es | weekday | El tiempo para el sábado | El tiempo para el domingo | =La previsión por provincias, hora a hora, con mapas y avisos de la agencia de meteorología.
es | date | Las portadas del 3 de marzo | Las portadas del 4 de marzo | =Así vienen hoy los periódicos nacionales y deportivos, elegidos por la redacción al amanecer.
es | number | Capítulo 12: la casa del molino | Capítulo 13: la casa del molino | =Cada noche un nuevo capítulo de la serie, para leer o escuchar en nuestra página.
es | names | Betis – Sevilla, en directo | Betis – Cádiz, en directo | =Sigue el partido minuto a minuto con las alineaciones, los goles y los comentarios de nuestros redactores.
it | weekday | L’oroscopo di sabato | L’oroscopo di domenica | =Amore, lavoro e fortuna: che cosa dicono le stelle, segno per segno, nella nostra rubrica quotidiana.
it | date | Le prime pagine del 3 marzo | Le prime pagine del 4 marzo | =Le prime pagine dei giornali in edicola questa mattina, scelte dalla redazione per voi.
it | names | Roma – Lazio: la diretta | Roma – Torino: la diretta | =Formazioni, gol e commenti in tempo reale, con le pagelle subito dopo il fischio finale.
pt | weekday | O tempo para sábado | O tempo para domingo | =A previsão para o continente e as ilhas, hora a hora, com avisos e marés do dia.
pt | date | As capas de 3 de março | As capas de 4 de março | =As primeiras páginas dos jornais desta manhã, escolhidas pela nossa redação para si.
ru | weekday | Прогноз погоды на субботу | Прогноз погоды на воскресенье | =Температура, ветер и осадки по районам области, с картами и предупреждениями спасателей.
ru | date | Главное за 3 марта | Главное за 4 марта | =Всё, что нужно знать о событиях дня, коротко и по делу, в нашей ежедневной подборке.
ru | names | Зенит – Спартак: онлайн-трансляция | Зенит – Локомотив: онлайн-трансляция | =Голы, составы и комментарии в прямом эфире, а сразу после матча оценки игрокам от редакции.
ja | weekday | 土曜日の天気 | 日曜日の天気 | =各地の天気と気温を時間ごとにお伝えします。地図と警報もこちらで確認できます。
ja | date | 3月3日の主なニュース | 3月4日の主なニュース | =一日の出来事を編集部がまとめてお届けします。朝の通勤時間にお読みください。
ja | number | 連載小説 第9回 | 連載小説 第10回 | =毎朝お届けする連載小説。これまでのあらすじは特設ページでご覧いただけます。
ar | weekday | حالة الطقس يوم السبت | حالة الطقس يوم الأحد | =درجات الحرارة والرياح في جميع المحافظات مع الخرائط والتحذيرات ساعة بساعة.
fr | weekday | Ce qu’il faut savoir ce lundi | Ce qu’il faut savoir ce mardi | =Politique, monde, culture : l’essentiel de l’actualité à lire avant de commencer la journée, en cinq minutes.
fr | date | Horoscope du 12 janvier | Horoscope du 13 janvier | =Amour, travail, santé : découvrez ce que les astres réservent à votre signe avec notre astrologue.
fr | number | Guerre en Ukraine, jour 612 : les faits marquants | Guerre en Ukraine, jour 613 : les faits marquants | =Combats, diplomatie, vie quotidienne : ce qu’il faut retenir des dernières vingt-quatre heures, avec nos envoyés spéciaux.
fr | number | Mots fléchés n° 881 | Mots fléchés n° 882 | =Jouez en ligne ou imprimez la grille du jour, et retrouvez la solution dès demain matin.
fr | number | Top 14 : le programme de la 5e journée | Top 14 : le programme de la 6e journée | =Horaires, chaînes, arbitres et compositions : tout sur les rencontres du championnat de rugby.
fr | names | Ligue des champions : Paris – Milan en direct | Ligue des champions : Paris – Porto en direct | =Vivez la rencontre minute par minute avec les compositions, les statistiques et les réactions d’après-match.
fr | names | Quiz : connaissez-vous bien l’Italie ? | Quiz : connaissez-vous bien le Japon ? | =Dix questions pour tester vos connaissances sur l’histoire, la géographie et la cuisine avant les vacances.
fr | names | Législatives : les candidats dans la Creuse | Législatives : les candidats dans le Gers | =Retrouvez la liste complète des candidats, circonscription par circonscription, avec leur étiquette et leur suppléant.
fr | season | Les tendances de l’été 2024 | Les tendances de l’hiver 2025 | =Couleurs, coupes et matières : ce que nous porterons d’après les défilés, vu par notre rubrique mode.
en | weekday | Monday night football: preview | Thursday night football: preview | =Injuries, odds and predictions from our panel of former players before the kick-off.
en | date | On this day: 11 July | On this day: 12 July | =Births, deaths and events that made history, collected by our archivists from two centuries of the paper.
en | date | What we know on 2 October | What we know on 3 October | =The latest from the courtroom, the streets and the markets, gathered by reporters on three continents.
en | number | Ukraine war briefing, day 900 | Ukraine war briefing, day 901 | =Our daily guide to the fighting, the diplomacy and the people caught between, with maps.
en | number | Wordle hints: answer for puzzle #1203 | Wordle hints: answer for puzzle #1204 | =Stuck on the puzzle? Here are some clues and, further down, the solution for those in despair.
en | number | Week 3 picks against the spread | Week 4 picks against the spread | =Our experts pick a winner for every game of the week and tell you where the value is.
en | number | Season 2, part 3: the lighthouse | Season 2, part 4: the lighthouse | =The story of the keepers continues, read by the author, with sounds recorded on the island.
en | names | Election 2024: Ohio results | Election 2024: Iowa results | =Live results by county for president, senate and house, with maps, turnout and what is still uncounted.
en | names | Where to eat in Lisbon | Where to eat in Naples | =Our critics spent a week at the tables of the city and came back with ten addresses for every purse.
en | names | Transfer news: Leeds latest | Transfer news: Everton latest | =Who is coming, who is going and who is only talking: all the moves of the window in one place.
en | time of day | Markets at noon | Markets at night | =Shares, bonds and currencies at a glance, with what moved them and what traders expect next.
de | weekday | Presseschau vom Montag | Presseschau vom Dienstag | =Was die Zeitungen schreiben: Stimmen aus dem In- und Ausland zu den Themen des Tages.
de | date | Kalenderblatt 5. November | Kalenderblatt 6. November | =Geburtstage, Todestage und Ereignisse der Geschichte, zusammengestellt von unserem Archiv.
de | number | Sudoku Nr. 4410 | Sudoku Nr. 4411 | =Das tägliche Rätsel zum Ausdrucken oder Spielen am Bildschirm, in drei Stufen von leicht bis schwer.
de | names | Verkehrsmeldungen für Hessen | Verkehrsmeldungen für Bayern | =Staus, Baustellen und Sperrungen auf Autobahnen und Landstraßen, laufend aktualisiert von unserer Redaktion.
es | weekday | La agenda del jueves | La agenda del viernes | =Conciertos, exposiciones y cine: lo mejor del día en la ciudad, elegido por la redacción de cultura.
es | number | Jornada 8: horarios y televisión | Jornada 9: horarios y televisión | =Todos los partidos de la liga, con árbitros, horarios y dónde verlos, en una sola tabla.
es | names | Santoral de hoy: San Andrés | Santoral de hoy: Santa Bárbara | =Conoce la vida de los santos que se celebran y a quién felicitar por su onomástica.
it | weekday | I programmi tv di lunedì | I programmi tv di martedì | =Film, serie e sport: che cosa vedere in prima serata sui canali in chiaro e a pagamento.
it | number | Puntata 7: il faro | Puntata 8: il faro | =Continua il racconto a puntate scritto per i nostri lettori, ogni mattina sul sito e la domenica su carta.
it | date | Almanacco del 9 maggio | Almanacco del 10 maggio | =Il santo, il sole, la luna e le ricorrenze del giorno, come li annotava la nostra nonna.
pt | names | Trânsito em Lisboa: veja as estradas cortadas | Trânsito em Braga: veja as estradas cortadas | =Obras, acidentes e desvios na cidade e nos acessos, com informação da polícia e dos leitores.
pl | weekday | Pogoda na poniedziałek | Pogoda na wtorek | =Temperatura, wiatr i opady godzina po godzinie, z mapami i ostrzeżeniami dla całego kraju.
pl | date | Kartka z kalendarza: 5 maja | Kartka z kalendarza: 6 maja | =Imieniny, rocznice i wydarzenia sprzed lat, wybrane przez naszą redakcję z archiwum gazety.
pl | number | Odcinek 12: dom nad rzeką | Odcinek 13: dom nad rzeką | =Nowy odcinek powieści, którą nasi czytelnicy piszą wspólnie od początku roku.
nl | weekday | Het weer voor zaterdag | Het weer voor zondag | =De verwachting per provincie en per uur, met kaarten en waarschuwingen van het weerinstituut.
nl | names | Ajax – Utrecht: volg de wedstrijd live | Ajax – Twente: volg de wedstrijd live | =Alle doelpunten, kaarten en wissels van minuut tot minuut, met het commentaar van onze redactie.
sv | weekday | Vädret på lördag | Vädret på söndag | =Prognosen timme för timme för hela landet, med kartor och varningar från väderinstitutet.
cs | weekday | Počasí na sobotu | Počasí na neděli | =Teploty, vítr a srážky hodinu po hodině pro celou republiku, s mapami a výstrahami.
tr | date | Burç yorumları 5 Mayıs | Burç yorumları 6 Mayıs | =Aşk, iş ve sağlık: yıldızların burcunuz için söyledikleri, astroloğumuzun kaleminden.
tr | names | Fenerbahçe – Rizespor: canlı anlatım | Fenerbahçe – Kayserispor: canlı anlatım | =Goller, kartlar ve değişiklikler dakika dakika bu sayfada, maç sonu yorumlarıyla birlikte.
el | weekday | Ο καιρός το Σάββατο | Ο καιρός την Κυριακή | =Θερμοκρασίες, άνεμοι και βροχές ώρα με την ώρα για όλη τη χώρα, με χάρτες.
zh | weekday | 星期六天气预报 | 星期日天气预报 | =全国各地气温、风力和降水逐小时预报，附地图和预警信息。
zh | date | 5月3日要闻回顾 | 5月4日要闻回顾 | =编辑部为您整理一天的重要新闻，每晚更新，欢迎收藏阅读。
zh | names | 北京今日路况 | 上海今日路况 | =道路施工、事故和绕行信息，由交警部门和读者提供，随时更新。
ko | weekday | 토요일 날씨 전망 | 일요일 날씨 전망 | =전국의 기온과 바람, 강수량을 시간대별로 지도와 함께 알려드립니다.
ja | names | 東京の交通情報 | 大阪の交通情報 | =工事や事故、迂回路の最新情報を警察と読者の協力でお伝えしています。
he | weekday | תחזית מזג האוויר ליום ראשון | תחזית מזג האוויר ליום שני | =טמפרטורות, רוחות ומשקעים לפי שעות בכל הארץ, עם מפות ואזהרות מהשירות המטאורולוגי.
fr | weekday | Les sorties ciné du mercredi | Les sorties ciné du jeudi | =Comédies, drames, documentaires : nos critiques ont vu tous les films de la semaine et vous disent lesquels choisir.
fr | date | Éphéméride du 9 avril | Éphéméride du 10 avril | =Le saint du jour, le lever et le coucher du soleil, le dicton et les anniversaires célèbres.
fr | names | Lorient – Guingamp : les compos | Lorient – Auxerre : les compos | =Titulaires, remplaçants et absents : les deux équipes probables de la rencontre de ce week-end.
fr | names | Prénoms : que veut dire Camille ? | Prénoms : que veut dire Hugo ? | =Origine, caractère, fête et popularité : tout ce qu’il faut savoir sur ce prénom avant de le choisir.
fr | names | Résultats du bac 2025 : académie de Lille | Résultats du bac 2025 : académie de Lyon | =Consultez la liste des admis par établissement dès sa publication officielle et retrouvez tous nos conseils.
fr | number | Saison 3, épisode 5 : le retour | Saison 3, épisode 6 : le retour | =Notre feuilleton audio continue, à écouter au casque et à partager avec ceux qui aiment frissonner.
fr | number | Tour de France : classement de la 7e étape | Tour de France : classement de la 8e étape | =Classement de l’étape et classement général, maillots, écarts et abandons après l’arrivée.
fr | number | Loto : les résultats du tirage n° 88 | Loto : les résultats du tirage n° 89 | =Numéros gagnants, rapports et prochaine cagnotte : retrouvez tout ce qu’il faut savoir.
fr | hour | Info trafic de 7 h 30 | Info trafic de 17 h 30 | =Bouchons, travaux, accidents et transports en commun : le point sur la circulation dans l’agglomération.
fr | month | Bilan météo de janvier | Bilan météo de février | =Températures, pluie, ensoleillement : ce que disent les relevés des stations de la région.
fr | year | Palmarès 2024 des lycées | Palmarès 2025 des lycées | =Réussite au bac, accompagnement, progression : le classement complet des établissements, département par département.
fr | date in numbers | Cours du blé au 03.02.2025 | Cours du blé au 04.02.2025 | =Les cotations de la veille sur les principales places, en euros la tonne, rendu Rouen.
en | weekday | Tuesday’s best TV | Wednesday’s best TV | =A detective with a secret, a kitchen with a temper and a documentary about moss: here is what to watch.
en | date | Obituaries for May 3 | Obituaries for May 4 | =Those whom the county lost, in the words of their families, with times and places of services.
en | names | How to watch: Leeds v Hull | How to watch: Leeds v Burnley | =Kick-off time, channel, stream and team news for the match, and everything else you need to know.
en | names | Weather: Oban | Weather: Frome | =Today, tonight and the next five days, with wind, rain and tides from the nearest station.
en | names | Meet the candidate: Alice Hart | Meet the candidate: Omar Reed | =We asked all who stand for the council the same ten questions about schools, buses and bins.
en | number | Lesson 4: how to bake without an oven | Lesson 5: how to bake without an oven | =Our free course for students with small kitchens goes on, with pictures and a list of what to buy.
en | number | The Long Walk, chapter 11 | The Long Walk, chapter 12 | =Every Sunday another chapter of the novel that our readers chose, complete and free to read.
en | number | Live blog: trial day 14 | Live blog: trial day 15 | =Our reporters are in the courtroom and tell you what the witnesses say as they say it.
en | time of day | Morning edition | Evening edition | =All the pages of the paper as they were printed, to read on your screen or to keep.
de | weekday | Kantinenplan für Dienstag | Kantinenplan für Mittwoch | =Suppen, Hauptgerichte und Nachtisch in den Mensen und Kantinen der Stadt, mit Preisen und Zutaten.
de | names | Freiburg – Bochum: Aufstellungen | Freiburg – Augsburg: Aufstellungen | =So könnten beide Mannschaften beginnen, wer verletzt fehlt und wer zurückkehrt.
de | date | Blutspendetermine am 7. Juni | Blutspendetermine am 8. Juni | =Wo und wann Sie spenden können, was Sie mitbringen sollten und wer nicht spenden darf.
es | weekday | Cartelera del lunes | Cartelera del martes | =Todas las salas, todas las sesiones y las películas que recomienda nuestro crítico.
es | names | Getafe – Osasuna: alineaciones | Getafe – Girona: alineaciones | =Los onces probables, las bajas y los datos del encuentro, con horario y televisión.
it | names | Cosa fare a Urbino nel fine settimana | Cosa fare a Narni nel fine settimana | =Mostre, mercati, concerti e passeggiate: i consigli della redazione per chi resta e per chi arriva.
it | number | Lezione 3: disegnare un albero | Lezione 4: disegnare un albero | =Il corso di disegno per grandi e piccoli, con il video del maestro e i fogli da stampare.
pt | weekday | Farmácias de serviço na terça-feira | Farmácias de serviço na quarta-feira | =Moradas, telefones e horários das farmácias abertas à noite em todos os concelhos.
ru | names | Динамо – Ростов: составы | Динамо – Рубин: составы | =Кто выйдет на поле, кто пропустит матч из-за травмы и где смотреть трансляцию.
"""


# Where the article stood among its neighbours, and what the list shows now: "b" before, "a" after, the digits
# are articles that stay as they are, capitals "B" a still older one of the same series.
EDITED_IN_PLACE = {
    "on top": ("b01234", "a01234"),
    "in the middle": ("01b234", "01a234"),
    "at the end": ("01234b", "01234a"),
    "on top, under new ones": ("b01234", "98a012"),
    "in the middle, under new ones": ("01b234", "9801a2"),
    "in the middle, one below is gone": ("01b234", "01a34"),
    "in the middle of a list that came back": ("01b234567", "01a234"),
}
EDITED_AND_MOVED = {"moved to the top": ("01b234", "a01234"), "moved under new ones": ("01b234", "9a0123")}
EDITED_ALONE = {"the only article": ("b", "a")}
FOLLOWED = {
    "the old one is still listed": ("0b1234", "a0b123"),
    "the old one fell off the end": ("01234b", "a01234"),
    "the old one fell off long ago": ("01234567b", "a01234"),
    "the old one is gone from the top": ("b01234", "a01234"),
    "the old one is gone from the top, other new ones": ("b01234", "9a8012"),
    "the old one is gone from the middle": ("01b234", "a01234"),
    "the old one is gone from the middle, other new ones": ("01b234", "9a8012"),
    "all is new": ("0b1234", "9a8765"),
    "the only article": ("b", "a"),
}
FOLLOWED_IN_PLACE = {"a box in the middle": ("01b234", "01a234")}


def scene(pair: Pair, layout: tuple[str, str], neighbours: list[Entry]) -> tuple[list[Entry], list[Entry]]:
    """The listing before and after."""
    cast = {"b": pair.before, "a": pair.after} | {str(number): one for number, one in enumerate(neighbours)}
    return [cast[sign] for sign in layout[0]], [cast[sign] for sign in layout[1]]
