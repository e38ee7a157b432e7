import { checkRequestText } from './checkRequestText';
import { lineOfField } from './lineOfField';

const head = `apiVersion: tenancy.groundwork.dev/v1
kind: Workload
metadata:
  name: api
  tenant: payments
spec:
`;

describe('checkRequestText', () => {
  it('reads a request', () => {
    expect(
      checkRequestText(`${head}  image: registry.example.com/api:1\n`),
    ).toMatchObject({
      request: { kind: 'Workload', metadata: { name: 'api' } },
    });
  });

  it.each([
    ['a field of the wrong kind', `${head}  image: a:1\n  replicas: many\n`, 8],
    [
      'a field of an item',
      `${head}  image: a:1\n  ports:\n    - name: http\n      port: 0\n`,
      10,
    ],
    ['a field that is not there', `${head}  replicas: 2\n`, 6],
    ['a field that there is not', `${head}  image: a:1\n  imgae: b\n`, 6],
    ['what is no YAML', `${head}  image: [a\n`, 8],
    ['a key that is there twice', `${head}  image: a:1\n  image: b:1\n`, 8],
  ])('names the line of %s', (_, text, line) => {
    const checked = checkRequestText(text);
    expect(checked).toMatchObject({
      problems: [{ finding: { severity: 'error' } }],
    });
    const [problem] = 'problems' in checked ? checked.problems : [];
    expect(Math.abs((problem?.line ?? -9) - line)).toBeLessThanOrEqual(2);
  });

  it.each([
    ['too much', `# ${'x'.repeat(70_000)}`],
    ['nothing', ''],
    ['two requests', `${head}---\n${head}`],
    ['a list', '- a'],
    ['a number', '7'],
  ])('tells of %s', (_, text) => {
    expect(checkRequestText(text)).toMatchObject({
      problems: [{ finding: { message: expect.any(String) } }],
    });
  });
});

describe('lineOfField', () => {
  const lineOf = lineOfField(
    `${head}  image: a:1\n  ports:\n    - name: http\n      port: 0\n`,
  );

  it.each([
    ['spec.image', 7],
    ['spec.ports[0].port', 10],
    ['metadata.name', 4],
  ])('finds %s', (field, line) => {
    expect(lineOf(field)).toBe(line);
  });

  it('names a field around what is not there, and nothing in what is no YAML', () => {
    expect(lineOf('spec.replicas')).toBeGreaterThan(0);
    expect(lineOfField('a: [')('a')).toBeUndefined();
  });
});
