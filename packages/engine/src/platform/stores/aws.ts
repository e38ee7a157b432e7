import { z } from 'zod';
import { expandTemplate } from '../../names';
import type {
  SecretStoreProvider,
  StoreConfig,
  StoreUse,
} from './SecretStoreProvider';

const fields = { region: z.string(), role: z.string().optional() };

type Aws = StoreConfig & z.output<z.ZodObject<typeof fields>>;

const service = (
  kind: 'SecretsManager' | 'ParameterStore',
): Pick<
  SecretStoreProvider<Aws>,
  'fields' | 'templates' | 'spec' | 'identity' | 'problems' | 'policies'
> => ({
  fields,
  templates: ['role'],
  problems: ({ scope, role }, field) =>
    scope === 'namespaced' && role === undefined
      ? [
          {
            code: 'MissingField',
            field: `${field}.role`,
            message:
              'A store of a tenant needs a role that reads the tenant’s paths only.',
            fix: 'Set the ARN, with ${{ tenant }} or ${{ namespace }} in it, or set scope: cluster.',
          },
        ]
      : [],
  spec: ({ region }, { serviceAccount }) => ({
    aws: {
      service: kind,
      region,
      auth: { jwt: { serviceAccountRef: { name: serviceAccount } } },
    },
  }),
  identity: (
    { role },
    { tenant, environment, namespace },
  ): Record<string, string> =>
    role === undefined
      ? {}
      : {
          'eks.amazonaws.com/role-arn': expandTemplate(role, {
            tenant,
            environment,
            namespace,
          }),
        },
  policies: (store, use) => [
    {
      file: 'policy.json',
      text: `${JSON.stringify(
        kind === 'SecretsManager'
          ? secretsPolicy(store, use)
          : parametersPolicy(store, use),
        undefined,
        2,
      )}\n`,
    },
  ],
});

/** AWS Secrets Manager. */
export const awsSecretsManager: SecretStoreProvider<Aws> = {
  ...service('SecretsManager'),
  name: 'awsSecretsManager',
  title: 'AWS Secrets Manager',
  characters: '/_+=.@-',
};

/** The Parameter Store of AWS Systems Manager. */
export const awsParameterStore: SecretStoreProvider<Aws> = {
  ...service('ParameterStore'),
  name: 'awsParameterStore',
  title: 'AWS Parameter Store',
  characters: '/_.-',
};

function secretsPolicy({ region }: Aws, { prefix }: StoreUse) {
  return policy(
    [
      'secretsmanager:DescribeSecret',
      'secretsmanager:GetSecretValue',
      'secretsmanager:ListSecretVersionIds',
    ],
    `arn:aws:secretsmanager:${region}:*:secret:${prefix}*`,
  );
}

function parametersPolicy({ region }: Aws, { prefix }: StoreUse) {
  return policy(
    ['ssm:GetParameter', 'ssm:GetParameters', 'ssm:GetParametersByPath'],
    `arn:aws:ssm:${region}:*:parameter/${prefix.replace(/^\//, '')}*`,
  );
}

function policy(actions: string[], resource: string) {
  return {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: actions, Resource: resource }],
  };
}
