export const memories = {};
