/** "1 memory", "2 memories", "1,200 memories". */
export function memories(count: number): string {
  return counted(count, 'memory', 'memories');
}

export function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}
