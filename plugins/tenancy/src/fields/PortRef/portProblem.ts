/** What is wrong with the name or number of a port, in words; undefined when nothing is. */
export function portProblem(port: string | number): string | undefined {
  const isNumber = typeof port === 'number' || /^-?\d+(\.\d+)?$/.test(port);
  if (isNumber) {
    const number = Number(port);
    return Number.isInteger(number) && number >= 1 && number <= 65535
      ? undefined
      : 'Use a whole number from 1 to 65535, such as 8080, or the name of a port';
  }
  return /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/.test(port)
    ? undefined
    : 'Use the name of a port, such as http, or its number';
}
