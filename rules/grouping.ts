/** Items by their key, keys and items in the order met. (Map.groupBy needs Node 21.) */
export function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** Names that are joined to groups, one pair after the other; pairs of pairs belong together. */
export class Joined {
  private readonly names: string[];
  private readonly numbers: Map<string, number>;
  private readonly above: Int32Array;

  constructor(names: string[]) {
    this.names = [...new Set(names)].sort();
    this.numbers = new Map(this.names.map((name, index) => [name, index]));
    this.above = Int32Array.from(this.names, (_, index) => index);
  }

  get size(): number {
    return this.names.length;
  }

  /** The number of a name, in their order. */
  indexOf(name: string): number {
    const index = this.numbers.get(name);
    if (index === undefined) throw new Error(`${name} is none of the names`);
    return index;
  }

  /** The smallest number of its group. */
  leaderOf(index: number): number {
    let at = index;
    for (let up = this.above[at] as number; up !== at; up = this.above[at] as number) {
      this.above[at] = this.above[up] as number;
      at = up;
    }
    return at;
  }

  join(one: number, other: number): void {
    const [a, b] = [this.leaderOf(one), this.leaderOf(other)];
    this.above[Math.max(a, b)] = Math.min(a, b);
  }

  /** Everybody in a group of two and more, by the smallest name in it. */
  named(): Map<string, string> {
    const leaders = this.names.map((_, index) => this.leaderOf(index));
    const shared = new Set(leaders.filter((leader, index) => leader !== index));
    return new Map(
      this.names.flatMap((name, index): [string, string][] => {
        const leader = leaders[index] as number;
        return shared.has(leader) ? [[name, this.names[leader] as string]] : [];
      }),
    );
  }
}
