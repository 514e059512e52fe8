/**
 * English words whose forms no stemmer brings together: the base form, then its irregular forms.
 * Forms that are also common words of their own ("left", "found" as a verb, "saw" as a tool) go with
 * the verb, which is how they are mostly meant.
 */
export const irregularForms = `
  arise arose arisen
  awake awoke awoken
  beat beaten
  become became
  begin began begun
  bend bent
  bite bit bitten
  bleed bled
  blow blew blown
  break broke broken
  breed bred
  bring brought
  build built
  burn burnt
  buy bought
  catch caught
  choose chose chosen
  cling clung
  come came
  creep crept
  deal dealt
  dig dug
  dive dove
  draw drew drawn
  dream dreamt
  drink drank drunk
  drive drove driven
  eat ate eaten
  fall fell fallen
  feed fed
  feel felt
  fight fought
  find found
  flee fled
  fly flew flown
  forbid forbade forbidden
  forget forgot forgotten
  forgive forgave forgiven
  freeze froze frozen
  get got gotten
  give gave given
  go went gone
  grow grew grown
  hang hung
  hear heard
  hide hid hidden
  hold held
  keep kept
  kneel knelt
  know knew known
  lay laid
  lead led
  lean leant
  learn learnt
  leave left
  lend lent
  lie lain
  light lit
  lose lost
  make made
  mean meant
  meet met
  mistake mistook mistaken
  pay paid
  prove proven
  ride rode ridden
  ring rang rung
  rise rose risen
  run ran
  say said
  see saw seen
  seek sought
  sell sold
  send sent
  sew sewn
  shake shook shaken
  shine shone
  shoot shot
  show shown
  shrink shrank shrunk
  sing sang sung
  sink sank sunk
  sit sat
  sleep slept
  slide slid
  smell smelt
  speak spoke spoken
  speed sped
  spell spelt
  spend spent
  spill spilt
  spin spun
  spoil spoilt
  spring sprang sprung
  stand stood
  steal stole stolen
  stick stuck
  sting stung
  strike struck
  swear swore sworn
  sweep swept
  swell swollen
  swim swam swum
  swing swung
  take took taken
  teach taught
  tear tore torn
  tell told
  think thought
  throw threw thrown
  understand understood
  undergo underwent undergone
  wake woke woken
  wear wore worn
  weave wove woven
  weep wept
  win won
  withdraw withdrew withdrawn
  write wrote written
  child children
  foot feet
  goose geese
  half halves
  knife knives
  loaf loaves
  man men
  mouse mice
  person people
  policeman policemen
  shelf shelves
  thief thieves
  tooth teeth
  wife wives
  wolf wolves
  woman women
  bad worse worst
  far further furthest
  good better best
`;
