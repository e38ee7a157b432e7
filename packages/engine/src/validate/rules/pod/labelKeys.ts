import { qualifiedNameProblem } from '../../nameProblems';
import { Cursor } from '../Cursor';

/** Checks keys whose values are taken from the pod itself and added to a selector, which must be there. */
export function checkLabelKeys(keys: Cursor, selector: Cursor): void {
  if (keys.items().length === 0) {
    return;
  }
  if (!selector.exists) {
    keys.fail(
      'Conflict',
      'must not be set without labelSelector',
      'Add labelSelector, or remove it.',
    );
  }
  keys.items().forEach(key => key.named(qualifiedNameProblem));
}

/** Fails at keys that the selector has too; for spread constraints one key may stand in one of them only. */
export function refuseSelected(keys: Cursor, selector: Cursor): void {
  const selected = new Set([
    ...Object.keys(selector.get('matchLabels').record()),
    ...selector
      .get('matchExpressions')
      .items()
      .map(expression => expression.get('key').text()),
  ]);
  for (const key of keys.items()) {
    if (!selected.has(key.text())) {
      continue;
    }
    key.fail('Conflict', 'is in labelSelector too', 'Keep one of them.');
  }
}
