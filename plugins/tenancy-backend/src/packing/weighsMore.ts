/** Whether a value has more characters as JSON than that, about. No more of it is looked at than needed, and none of it deeply. */
export function weighsMore(value: unknown, characters: number): boolean {
  return leftOf(characters, value) < 0;
}

function leftOf(characters: number, value: unknown): number {
  if (typeof value === 'string') {
    return characters - value.length - 2;
  }
  let left = characters - 2;
  if (typeof value === 'object' && value !== null) {
    for (const [name, each] of Object.entries(value)) {
      left = leftOf(left - name.length - 3, each);
      if (left < 0) {
        return left;
      }
    }
  }
  return left;
}
