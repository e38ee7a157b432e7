import { readFileSync, writeFileSync } from 'fs';
import { parseAllDocuments } from 'yaml';

/*
 * Packs released CustomResourceDefinitions into one JSON file: without descriptions, status schemas and the schemas of
 * versions that are not served. Of very large schemas only the parts that tenants use are kept, the rest accepts anything.
 *
 * node --require @backstage/cli/config/nodeTransform.cjs scripts/compactCrds.ts OUT.json CRD.yaml...
 *
 * src/validate/bundled/customKinds.json holds, as released (all Apache-2.0): Gateway API v1.6.1 standard channel
 * (kubernetes-sigs/gateway-api), External Secrets v2.9.0 (external-secrets/external-secrets), Argo CD v3.5.1
 * (argoproj/argo-cd), ScaledObject and TriggerAuthentication of KEDA v2.20.2 (kedacore/keda).
 */
type Json = Record<string, unknown>;

interface Crd extends Json {
  metadata: { name: string; annotations?: Record<string, string> };
  spec: {
    names: { kind: string };
    versions: Array<{
      served: boolean;
      schema: { openAPIV3Schema: Json };
    }>;
  };
}

const OPEN = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };

/** Where a schema is cut, and what is kept there. */
const CUTS: Record<string, { path: string[]; keep: string[] }> = {
  SecretStore: {
    path: ['spec', 'provider'],
    keep: ['vault', 'aws', 'azurekv', 'bitwardensecretsmanager', 'kubernetes'],
  },
  ClusterSecretStore: {
    path: ['spec', 'provider'],
    keep: ['vault', 'aws', 'azurekv', 'bitwardensecretsmanager', 'kubernetes'],
  },
  ApplicationSet: {
    path: ['spec', 'generators', '[]'],
    keep: ['git', 'list', 'clusters'],
  },
};

function main([out, ...files]: string[]): void {
  const crds = files.flatMap(file =>
    parseAllDocuments(readFileSync(file, 'utf8'))
      .map(document => document.toJS() as Crd | undefined)
      .filter((crd): crd is Crd => crd?.kind === 'CustomResourceDefinition')
      .map(compact),
  );
  writeFileSync(out, `[\n${crds.map(c => JSON.stringify(c)).join(',\n')}\n]\n`);
}

function compact(crd: Crd): Json {
  const annotations = Object.fromEntries(
    Object.entries(crd.metadata.annotations ?? {}).filter(([key]) =>
      key.startsWith('gateway.networking.k8s.io/'),
    ),
  );
  const { conversion: _, ...spec } = crd.spec as Crd['spec'] & Json;
  return {
    apiVersion: crd.apiVersion,
    kind: crd.kind,
    metadata: { name: crd.metadata.name, annotations },
    spec: {
      ...spec,
      versions: crd.spec.versions.map(
        ({ schema, ...version }: Crd['spec']['versions'][number] & Json) => ({
          ...version,
          additionalPrinterColumns: undefined,
          deprecationWarning: undefined,
          selectableFields: undefined,
          schema: {
            openAPIV3Schema: version.served
              ? schemaOf(schema.openAPIV3Schema, crd.spec.names.kind)
              : OPEN,
          },
        }),
      ),
    },
  };
}

function schemaOf(schema: Json, kind: string): Json {
  const bare = withoutDescriptions(schema) as Json;
  const properties = bare.properties as Record<string, Json>;
  if (properties.status) {
    properties.status = OPEN;
  }
  if (bare.required) {
    bare.required = (bare.required as string[]).filter(f => f !== 'status');
  }
  const cut = CUTS[kind];
  if (cut) {
    const at = cut.path.reduce<Json>(
      (node, step) =>
        step === '[]'
          ? (node.items as Json)
          : (node.properties as Record<string, Json>)[step],
      bare,
    );
    const all = at.properties as Record<string, Json>;
    at.properties = Object.fromEntries(cut.keep.map(key => [key, all[key]]));
    at['x-kubernetes-preserve-unknown-fields'] = true;
  }
  return bare;
}

/** Drops the texts, and never a field that is called description. */
function withoutDescriptions(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withoutDescriptions);
  }
  if (value === null || typeof value !== 'object') {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, v]) => key !== 'description' || typeof v !== 'string')
      .map(([key, v]) => [key, withoutDescriptions(v)]),
  );
}

main(process.argv.slice(2));
