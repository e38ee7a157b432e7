import { flushSync } from 'react-dom';

/**
 * Hands a choice to the form at once. A press on a box or button of choice changes the value and then moves the focus,
 * in one event; the field that loses the focus may hand over its own value again (the owner picker does), and the
 * form would merge that into what it held before the choice.
 */
export function changeNow<T>(onChange: (value: T) => void, value: T): void {
  flushSync(() => onChange(value));
}
