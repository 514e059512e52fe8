import { memoryEditor } from './memory-editor.js';
import { memoryList } from './memory-list.js';

export const memories = { ...memoryList, ...memoryEditor };
