import { CompletionContext } from '@codemirror/autocomplete';
import { EditorState, Text } from '@codemirror/state';
import {
  checkRequestText,
  type Finding,
  lineOfField,
  requestJsonSchemas,
} from '@groundwork/engine';
import { lineProblems } from './lineProblems';
import { completeKeys, diagnosticsOf } from './yamlExtensions';

const head = `apiVersion: tenancy.groundwork.dev/v1
kind: Workload
metadata:
  name: api
  tenant: payments
spec:
  image: registry.example.com/api:1
`;

function complete(text: string, explicit = false) {
  const state = EditorState.create({ doc: text });
  return completeKeys(requestJsonSchemas().Workload)(
    new CompletionContext(state, text.length, explicit),
  );
}

describe('completeKeys', () => {
  it('offers fields of the request that begin so, in place of what is typed', () => {
    const found = complete(`${head}  repl`);
    expect(found?.options).toMatchObject([
      { label: 'replicas', apply: 'replicas: ' },
    ]);
    expect(found?.from).toBe(head.length + 2);
  });

  it('offers what an item of a list has', () => {
    const labels = complete(`${head}  ports:\n    - `, true)?.options.map(
      ({ label }) => label,
    );
    expect(labels).toEqual(expect.arrayContaining(['name', 'port']));
    expect(labels).not.toContain('replicas');
  });

  it('says nothing in the middle of a value, or where nobody asked', () => {
    expect(complete(`${head}  command: repl`)).toBeNull();
    expect(complete(`${head}  `)).toBeNull();
  });
});

describe('lineProblems', () => {
  const engine = { checkRequestText, lineOfField };
  const finding: Finding = {
    code: 'Image',
    severity: 'warning',
    subject: { cluster: '', group: '', kind: 'Workload', name: 'api' },
    message: 'The registry is not allowed',
    fix: 'Use another',
    fixableBy: 'tenant',
    field: 'spec.image',
    evidence: [],
  };

  it('puts what the preview found to the line of its field', () => {
    expect(lineProblems(engine, head, [finding])).toEqual([
      {
        line: 7,
        severity: 'warning',
        message: 'The registry is not allowed. Use another.',
      },
    ]);
  });

  it('tells of the text alone as long as that is no request', () => {
    const problems = lineProblems(engine, `${head}  replicas: many\n`, [
      finding,
    ]);
    expect(problems).toMatchObject([{ line: 8, severity: 'error' }]);
  });

  it('underlines the words of a line, and never beyond the end', () => {
    const doc = Text.of(['a: 1', '  b: 2']);
    const problem = { severity: 'error', message: 'no' } as const;
    expect(
      diagnosticsOf(doc, [
        { line: 2, ...problem },
        { line: 99, ...problem },
        problem,
      ]).map(({ from, to }) => [from, to]),
    ).toEqual([
      [0, 4],
      [7, 11],
      [7, 11],
    ]);
  });
});
