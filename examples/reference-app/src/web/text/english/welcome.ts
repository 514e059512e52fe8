export const welcome = {
  title: 'Remember everything that matters',
  lead: 'Short notes about your life and work, found again by what they mean, seen only by whom you choose.',
};
