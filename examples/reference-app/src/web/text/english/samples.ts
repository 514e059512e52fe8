/** One sample memory, as it is added for somebody who tries things out. */
export interface Sample {
  readonly text: string;
  readonly tags: readonly string[];
  readonly category: string;
  /** After how many days it expires; absent: it stays. */
  readonly expiresInDays?: number;
}

/** All of one person, who tends a garden, cooks for friends and is learning the cello. */
export const samples: readonly Sample[] = [
  {
    text: 'I am allergic to **walnuts**. Hazelnuts and almonds are fine.',
    tags: ['food', 'health'],
    category: 'About me',
  },
  {
    text: 'Robin turns forty on 14 June. They love unusual house plants, and already have a monstera.',
    tags: ['friends', 'birthdays'],
    category: 'People',
  },
  {
    text: 'The lemon risotto that everybody asked for:\n\n1. toast the rice until it smells of popcorn\n2. hot stock, one ladle at a time, 18 minutes\n3. off the heat: zest of two lemons, butter, lots of parmesan',
    tags: ['food', 'recipes'],
    category: 'Cooking',
  },
  {
    text: 'Tomatoes on the balcony did best in the corner by the kitchen door: sun until four, and no wind. Next year plant them out only after 15 May.',
    tags: ['garden'],
    category: 'Home',
  },
  {
    text: 'Cello lessons are on Tuesdays at 18:30 with Ms Okafor. Bring rosin, and practise the first page of the Bourrée slowly.',
    tags: ['music'],
    category: 'Routine',
  },
  {
    text: 'The meter cupboard key hangs behind the coats. If the light in the hall goes out, it is the second fuse from the left.',
    tags: ['flat'],
    category: 'Home',
  },
  {
    text: 'On the train to Porto I sat on the left: the last half hour along the river is the most beautiful ride I know. Coming back, sit on the right.',
    tags: ['travel', 'portugal'],
    category: 'Travel',
  },
  {
    text: 'I work best before ten in the morning. Meetings go to the afternoon, and Fridays stay free of them.',
    tags: ['work'],
    category: 'About me',
  },
  {
    text: 'Library books are due back in three weeks: the one about bees, and both crime novels.',
    tags: ['errands'],
    category: 'Routine',
    expiresInDays: 21,
  },
];

/** On each sample, so that they are found again in lists. */
export const sampleTag = 'sample';

/** Questions that the samples answer though they are worded otherwise: the search also with the built-in embedder. */
export const sampleQuestions = {
  search: 'a gift for a plant lover',
  ask: 'Which nuts am I allergic to?',
};
