import { Schema, Type } from 'js-yaml';
import { coreScalar } from './coreScalar';
import { kubernetesScalar } from './kubernetesScalar';

/**
 * How plain scalars are read. `core` is YAML 1.2, as Backstage reads its configuration and we our requests.
 * `kubernetes` is what kubectl, Kustomize with kubectl, Helm and Argo CD make of a manifest (sigs.k8s.io/yaml): YAML 1.1 booleans
 * such as `yes`, octal numbers, `1_000`.
 *
 * @public
 */
export type YamlDialect = 'core' | 'kubernetes';

type Resolve = (text: string) => unknown;

/** Only text, lists and maps. */
const failsafe = new Schema({
  explicit: [
    new Type('tag:yaml.org,2002:str', {
      kind: 'scalar',
      construct: (text: string | null) => text ?? '',
    }),
  ],
});

/** One implicit type that decides about every plain scalar, and the explicit tags, each as go-yaml treats it. */
function schemaOf(resolve: Resolve): Schema {
  return failsafe.extend({
    implicit: [
      new Type('tag:yaml.org,2002:merge', {
        kind: 'scalar',
        resolve: (text: unknown) => text === '<<',
      }),
      new Type('tag:groundwork.dev:plain', {
        kind: 'scalar',
        resolve: () => true,
        construct: (text: string) => resolve(text),
      }),
    ],
    explicit: [
      typed('bool', resolve, value => typeof value === 'boolean'),
      typed('int', resolve, Number.isInteger),
      typed('float', resolve, value => typeof value === 'number'),
      typed('null', resolve, value => value === null),
      new Type('tag:yaml.org,2002:binary', {
        kind: 'scalar',
        resolve: isBase64,
        construct: fromBase64,
      }),
      // Any other tag says nothing to Kubernetes' readers: text stays text.
      ...(['scalar', 'sequence', 'mapping'] as const).map(
        kind =>
          new Type('', {
            kind,
            multi: true,
            construct: (value: unknown) =>
              kind === 'scalar' ? value ?? '' : value,
          }),
      ),
    ],
  });
}

function typed(
  name: string,
  resolve: Resolve,
  fits: (value: unknown) => boolean,
): Type {
  return new Type(`tag:yaml.org,2002:${name}`, {
    kind: 'scalar',
    resolve: (text: string | null) => fits(resolve(text ?? '')),
    construct: (text: string | null) => resolve(text ?? ''),
  });
}

function isBase64(text: unknown): boolean {
  return (
    typeof text === 'string' &&
    /^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(text) &&
    text.replace(/\s/g, '').length % 4 === 0
  );
}

function fromBase64(text: string): string {
  const bytes = Uint8Array.from(atob(text), char => char.charCodeAt(0));
  return new TextDecoder().decode(bytes);
}

/** The schema of each dialect for `js-yaml`. */
export const schemas: Readonly<Record<YamlDialect, Schema>> = {
  core: schemaOf(coreScalar),
  kubernetes: schemaOf(kubernetesScalar),
};
