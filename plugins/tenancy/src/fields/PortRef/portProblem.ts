import type { FormTexts } from '../../translations/forms';
/** What is wrong with the name or number of a port, in words; undefined when nothing is. */
export function portProblem(
  port: string | number,
  t: FormTexts,
): string | undefined {
  const isNumber = typeof port === 'number' || /^-?\d+(\.\d+)?$/.test(port);
  if (isNumber) {
    const number = Number(port);
    return Number.isInteger(number) && number >= 1 && number <= 65535
      ? undefined
      : t('port.numberOrName');
  }
  return /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/.test(port)
    ? undefined
    : t('port.name');
}
