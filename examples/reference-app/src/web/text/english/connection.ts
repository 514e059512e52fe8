export const connection = {
  title: 'Connect to your memories',
  pleaseConnect: 'Connect to the memory server first: it takes one click.',
};
