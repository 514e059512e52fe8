/**
 * Words that carry little meaning because they are frequent, in three tiers, most frequent first. The tiers
 * follow spoken English in general, not any collection of texts. The given names are here because in
 * somebody's memories the same few people are everywhere.
 */
export const commonWords = {
  mostCommon: `
    able actually ago already also always another anyone anything ask away back bad bit call come
    day else enough even ever every everyone everything far feel find first get give go good great
    guy happen hear help hey hi hello just keep kind know last later least leave let like little
    live long look lot love make many maybe mean much need never new nice now oh okay ok old one
    people please put quite really right say see seem shall someone something soon sort sound still
    stuff sure take talk tell thank thanks thing think though time today together tomorrow tonight
    too try turn two type use usually want way well wow yeah year yes yesterday yet
  `,
  veryCommon: `
    add agree almost alone along amazing answer anyway area around arrive awesome become beautiful
    begin believe best better big bring build buy care case catch certain chance change check child
    choose city close cold continue cool country couple course create cut date deal decide different
    difficult discuss done door dream drive during early easy eat end enjoy especially exactly
    example excited experience eye face fact fall family famous fast favorite few fight fine finish
    follow food forget free friend full fun funny game girl glad goal group grow guess half hand
    happy hard hate head high hit hold home hope hot hour house huge hurt idea imagine important
    including inside instead interest interested issue job join kid kill large late learn less life
    line list listen lose lucky main man matter meet member memory mention mind minute miss moment
    money month morning mother father move name near next night number offer often once open order
    others outside own part party pass past pay person phone pick picture place plan play point
    possible pretty probably problem question quick reach read ready real reason receive recent
    recently relate remember rest result room run school send serious set several share short show
    side similar simple since sit small smart song special spend stand start stay stop story strange
    strong suggest support suppose team thought three through throw top touch town tough true trust
    understand until upset visit wait walk watch water wear week weekend weird whole win wish woman
    wonder wonderful word work world worry worse worth write wrong young boy dad mom baby brother
    sister son daughter wife husband
  `,
  fairlyCommon: `
    accept achieve across act activity admit adult advice afraid afternoon age ahead air alive allow
    angry animal apart appear apply approach appreciate argue arm art attend attention available
    avoid aware bag ball band bank base bear beat bed behind bet beyond bill birthday black block
    blood blue board boat body book born boss bottom box break breakfast bright brown bus business
    busy calm camera car card careful carry cat cause celebrate center century challenge character
    charge choice church claim class clean clear clothes coffee color college comfortable common
    community company compare complete computer concern consider contact control conversation cook
    cost count courage cover crazy cry culture current customer dance danger dark dead dear death
    decision deep define degree depend describe design desire detail determined develop die dinner
    direct discover dish doctor dog double doubt draw dress drink drop dry eight either email energy
    enter entire environment escape evening event eventually everybody everywhere expect explain
    explore express extra fair faith false fan favor fear field figure fill film final finally fire
    fish fit five fix floor fly focus force foreign form forward four front future garden general
    gift glass god grand grateful green ground guide hair hang hate health healthy heart heavy hide
    hill history hobby holiday hospital human hundred husband hungry image improve include increase
    influence inspire inspiration introduce involve island join journey joy judge jump key kick
    kitchen knock lady land language laugh law lay lead letter level lie lift light limit link lunch
    machine manage mark market marry mass material media medical mental message middle mile million
    mirror mistake modern mood motivate mountain mouth movie music natural nature necessary nervous
    news nine nobody none noise normal north note nothing notice obvious occur office opinion
    opportunity original ourselves page pain paint pair paper parent park particular partner passion
    patient peace perfect perhaps personal pet photo piece plant plenty police popular positive
    power practice prefer prepare present press prevent price pride private probably process produce
    product program progress project promise proud provide public pull purpose push quality quiet
    race rain raise rather realize record red refer regular relationship relax remain remind repeat
    reply report require research respect response responsible restaurant return rich ride ring rise
    risk river road role rule safe sad save scare scene science score sea season seat second secret
    sell sense separate serve service seven sex shape ship shirt shoe shop shoot shot shoulder shout
    shut sick sight sign simply sing single situation six size skill skin sky sleep slow smell smile
    social society somewhere soul source south space speak specific spirit sport spring square stage
    star state station step store storm straight street stress student study style success sudden
    suffer summer sun surprise sweet swim system table tall taste teach teacher technology
    television ten term terrible test theater third thousand ticket tie tiny tired title top total
    tour toward trade train travel treat tree trip trouble truth type uncle uncertain unique
    university unless usual value vacation various video view village voice war warm wash wave
    weather wedding weight welcome west wet white wide wild window wine winter within without wood
    yard yellow yourself zero
  `,
  givenNames: `
    aaron adam alan albert alex alexander alexandra alexis alice amanda amber amy andrea andrew
    angela ann anna anne anthony arthur ashley audrey austin barbara ben benjamin bernard beth betty
    bill billy bob bobby brandon brenda brian bruce calvin carl carla carlos carol caroline
    catherine charles charlotte cheryl chris christian christina christine christopher cindy claire
    clara craig cynthia dan daniel danielle david dave dean deborah debra denise dennis diana diane
    donald donna dorothy doug douglas dylan ed eddie edward elena elizabeth ella ellen emily emma
    eric ethan eugene eva evan evelyn fiona frances francis frank fred gabriel gary george gerald
    gina gloria grace greg gregory hannah harold harry heather helen henry howard ian irene isabella
    isabel jack jackie jacob james jamie jane janet janice jason jay jean jeff jeffrey jennifer
    jenny jeremy jerry jesse jessica jill jim jimmy joan joanna joe joel john johnny jon jonathan
    jordan jose joseph josh joshua joyce juan judith judy julia julian julie justin karen kate
    katherine kathleen kathryn kathy katie keith kelly ken kenneth kevin kim kimberly kyle larry
    laura lauren lawrence lee leo leon leonard lewis liam linda lisa logan louis louise lucas lucy
    luis luke lynn madison margaret maria marie marilyn mario marion martha martin mary mason matt
    matthew max megan melanie melissa mia michael michelle miguel mike mohammed molly monica nancy
    natalie nate nathan nicholas nick nicole noah norma oliver olivia oscar pamela patricia patrick
    paul paula pedro peggy peter phil philip phillip phyllis rachel ralph randy ray raymond rebecca
    richard rick rita rob robert robin roger ron ronald rose ross roy russell ruth ryan sally sam
    samantha samuel sandra sara sarah scott sean sebastian shannon sharon shirley simon sofia sophia
    sophie stephanie stephen steve steven stuart sue susan suzanne sylvia tara taylor ted teresa
    terry theresa thomas tiffany tim timothy tina todd tom tommy tony tracy tyler valerie vanessa
    veronica victor victoria vincent virginia walter wanda wayne wendy william zoe
  `,
} as const;
