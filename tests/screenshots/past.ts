/** A year of somebody's life, as a file to import: lists, tags and the timeline need something to show. */
const texts: readonly (readonly [text: string, tags: string, category: string])[] = [
  ['The landlady is Mrs Abara. Ring before nine, never on Sundays.', 'flat', 'Home'],
  ['Deploys on Fridays only with two people awake.', 'work', 'Routine'],
  ['**Aisle seat** on flights longer than six hours, window otherwise.', 'travel', 'Travel'],
  ['Running shoes: size 42, a thumb longer than usual.', 'health,sport', 'About me'],
  ['The good coffee is from the corner shop, ground for a moka pot.', 'food', 'Home'],
  ['Ida moved to Lisbon: Rua das Flores 12, second floor.', 'friends,portugal', 'People'],
  ['Quarterly report: numbers from Bo by the 5th, draft by the 8th.', 'work', 'Routine'],
  ['Dentist every October, Dr Lindqvist.', 'health', 'Routine'],
  ['The bike key is in the drawer with the candles.', 'flat', 'Home'],
  ['Nils carries a pen against his peanut allergy in the left pocket.', 'friends,health', 'People'],
  ['Swimming is best on Wednesdays after eight: two free lanes.', 'sport', 'Routine'],
  ['Read next: the history of tea, then the novel that Robin lent me.', 'books', 'About me'],
  ['The tram to the airport takes 35 minutes, the bus an hour.', 'travel', 'Travel'],
  ['Prefers written feedback over a call: Priya, my team lead.', 'work', 'People'],
  ['Basil dies on the north window. It likes the kitchen.', 'garden', 'Home'],
  ['Grandma takes her tea with *one* spoon of honey, never sugar.', 'family', 'People'],
  ['Passport is good until March 2031.', 'travel', 'About me'],
  ['The museum is free on the first Thursday of the month.', 'culture', 'Routine'],
  ['Tax documents go into the blue folder, second shelf.', 'errands', 'Home'],
  ['Chess club meets in the back room, bring a clock.', 'friends', 'Routine'],
  ['Sam and Lou marry on 5 September. The gift list is with Lou.', 'friends,birthdays', 'People'],
  ['Bread: 70 % water, a night in the fridge, 45 minutes at 230 °C.', 'food,recipes', 'Cooking'],
  ['The code reviews that helped me most asked questions.', 'work', 'About me'],
  ['My glasses: minus 1.5 left, minus 2 right.', 'health', 'About me'],
  ['The neighbours on the third floor take parcels until ten.', 'flat', 'Home'],
  ['Pasta dough: 100 g flour and one egg for each guest.', 'food,recipes', 'Cooking'],
  ['In Porto the small bakery behind the station opens at six.', 'travel,portugal', 'Travel'],
  ['Knee hurts after 12 km: shorter steps, softer ground.', 'health,sport', 'About me'],
  ['Interview questions that worked are in the shared notes.', 'work', 'Routine'],
  ['Uncle Aron tells the best stories about the harbour.', 'family', 'People'],
];

const dayMs = 86_400_000;

export function pastMemories(now: Date): string {
  const lines = texts.map(([text, tags, category], index) => {
    // More in some months than in others, always the same.
    const daysAgo = 3 + Math.round(index * 12 + 60 * Math.sin(index / 3) ** 2);
    const created = new Date(now.getTime() - daysAgo * dayMs).toISOString();
    return JSON.stringify({ text, tags: tags.split(','), category, created_at: created });
  });
  return lines.join('\n');
}
