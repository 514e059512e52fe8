/** Light, dark, or as the visitor's system has it. */
export type Theme = 'auto' | 'light' | 'dark';
