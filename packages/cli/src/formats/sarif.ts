import { Finding, Severity } from '@groundwork/engine';
import { Located } from '../located';

const levels: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
};

/** Findings as SARIF 2.1.0 (OASIS), which code hosts show beside the lines of a pull request. */
export function sarif(findings: readonly Located[], version: string): string {
  const codes = [...new Set(findings.map(({ finding }) => finding.code))];
  return `${JSON.stringify(
    {
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: {
            driver: {
              name: 'groundwork',
              version,
              informationUri: 'https://github.com/groundwork-dev/groundwork',
              rules: codes.map(id => ({
                id,
                name: id,
                shortDescription: { text: words(id) },
              })),
            },
          },
          columnKind: 'utf16CodeUnits',
          results: findings.map(item => resultOf(item, codes)),
        },
      ],
    },
    undefined,
    2,
  )}\n`;
}

function resultOf(
  { finding, path, line = 1 }: Located,
  codes: readonly string[],
) {
  return {
    ruleId: finding.code,
    ruleIndex: codes.indexOf(finding.code),
    level: levels[finding.severity],
    message: { text: `${finding.message} ${finding.fix}` },
    ...(path === undefined
      ? {}
      : {
          locations: [
            {
              physicalLocation: {
                artifactLocation: {
                  uri: path.split('/').map(encodeURIComponent).join('/'),
                },
                region: { startLine: line },
              },
              logicalLocations: [{ fullyQualifiedName: nameOf(finding) }],
            },
          ],
        }),
    partialFingerprints: { 'groundwork/v1': fingerprint(finding) },
    properties: { fixableBy: finding.fixableBy },
  };
}

function nameOf({ subject, field }: Finding): string {
  const { cluster, kind, namespace, name } = subject;
  return [cluster, namespace, kind, name, field]
    .filter(part => part !== undefined && part !== '')
    .join('/');
}

/** The same finding has the same fingerprint in every run, whatever line it is on. */
function fingerprint(finding: Finding): string {
  return `${finding.code}:${nameOf(finding)}`;
}

/** `HostnameTaken` as `Hostname taken`. */
function words(code: string): string {
  const [first, ...rest] = code.split(/(?=[A-Z])/);
  return [first, ...rest.map(word => word.toLowerCase())].join(' ');
}
