import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { screen } from '@testing-library/react';
import type { JsonObject, JsonValue } from '@backstage/types';
import { commandLimits, readYaml } from '@groundwork/engine';
import { renderForm } from '../__testUtils__/renderForm';
import { endpointFieldOptions } from './Endpoint';
import { environmentsFieldOptions } from './Environments';
import { gatewayFieldOptions } from './Gateway';
import { hostnameFieldOptions } from './Hostname';
import { perEnvironmentFieldOptions } from './PerEnvironment';
import { portRefFieldOptions } from './PortRef';
import { requestYamlFieldOptions } from './RequestYaml';
import { rowsFieldOptions } from './Rows';
import { secretPathFieldOptions } from './SecretPath';
import { secretStoreFieldOptions } from './SecretStore';
import { textFieldOptions } from './Text';
import { variablesFieldOptions } from './Variables';
import { weightsFieldOptions } from './Weights';

const fields = [
  endpointFieldOptions,
  environmentsFieldOptions,
  gatewayFieldOptions,
  hostnameFieldOptions,
  perEnvironmentFieldOptions,
  portRefFieldOptions,
  requestYamlFieldOptions,
  rowsFieldOptions,
  secretPathFieldOptions,
  secretStoreFieldOptions,
  textFieldOptions,
  variablesFieldOptions,
  weightsFieldOptions,
];

interface Page extends JsonObject {
  title: string;
  properties: JsonObject;
}

function pageOf(name: string, title: string): Page {
  const file = resolve(
    __dirname,
    '../../../../templates',
    name,
    'template.yaml',
  );
  const [template] = readYaml(readFileSync(file, 'utf8'), {
    limits: commandLimits,
  }) as Array<{ spec: { parameters: Page[] } }>;
  const pages = template.spec.parameters;
  const page = pages.find(each => each.title === title);
  if (!page) {
    throw new Error(`${name} has no page ${title}`);
  }
  // As the wizard gets it: nothing in it is shared.
  return JSON.parse(JSON.stringify(page));
}

const redirect = {
  type: 'RequestRedirect',
  hostname: 'new.example',
  statusCode: 301,
};

const filled: Array<[string, string, Record<string, JsonValue>, string[]]> = [
  [
    'workload',
    'More of the container',
    {
      morePorts: [{ name: 'metrics', port: 9090 }],
      command: ['/bin/run'],
      secretFiles: [{ secret: 'tls', path: '/tls' }],
    },
    ['metrics', '/bin/run', '/tls'],
  ],
  [
    'workload',
    'How its health is seen',
    { liveness: 'http', livenessPath: '/live', livenessPort: 8081 },
    ['/live', '8081'],
  ],
  [
    'workload',
    'Different in an environment',
    {
      tenant: 'payments',
      overrides: { prod: { replicas: 7, env: { A: 'b' } } },
    },
    ['7', 'b'],
  ],
  [
    'route',
    'More of the route',
    { protocol: 'HTTP', moreHostnames: ['second.example'] },
    ['second.example'],
  ],
  [
    'route',
    'More of the route',
    {
      protocol: 'HTTP',
      headers: [{ name: 'X-Canary', value: 'yes' }],
      filters: [
        redirect,
        {
          type: 'RequestMirror',
          backend: { service: 'shadow', port: 8081 },
          percent: 10,
        },
        { type: 'CORS', allowOrigins: ['https://shop.example'], maxAge: 600 },
      ],
      moreRules: [{ backends: [{ service: 'two', port: 80, namespace: 'x' }] }],
    },
    [
      'X-Canary',
      'new.example',
      'shadow',
      '8081',
      '10',
      'https://shop.example',
      '600',
      'two',
    ],
  ],
  [
    'tenant',
    'More of the tenant',
    {
      repositories: ['https://charts.example'],
      syncWindows: [{ kind: 'deny', schedule: '0 22 * * *', duration: '2h' }],
    },
    ['https://charts.example', '0 22 * * *'],
  ],
  [
    'tenant',
    'Its network',
    {
      egress: [
        { name: 'bank', cidr: '203.0.113.0/24', ports: [{ port: 443 }] },
      ],
      domains: { prod: ['pay.example'] },
    },
    ['bank', '443', 'pay.example'],
  ],
  [
    'scaler',
    'How many pods',
    {
      targetName: 'worker',
      minPods: 0,
      maxPods: 7,
      triggers: [
        { type: 'cpu', utilization: 71 },
        { type: 'cron', timezone: 'Europe/Berlin', replicas: 3 },
        { type: 'prometheus', endpoint: 'main', query: 'up', threshold: 0.5 },
        {
          type: 'kafka',
          endpoint: 'brokers',
          topic: 'orders',
          consumerGroup: 'workers',
          credentials: { secret: 'kafka', username: 'user' },
        },
        { type: 'rabbitmq', endpoint: 'mq', queue: 'mails', value: 20 },
        { type: 'sqs', endpoint: 'aws', queue: 'events.fifo', messages: 6 },
      ],
    },
    [
      '71',
      'Europe/Berlin',
      'up',
      '0.5',
      'orders',
      'workers',
      'kafka',
      'mails',
      '20',
      'events.fifo',
      '6',
    ],
  ],
  [
    'scaler',
    'Different in an environment',
    {
      tenant: 'payments',
      overrides: {
        prod: { max: 77, triggers: [{ type: 'memory', utilization: 80 }] },
      },
    },
    ['77', '80'],
  ],
  [
    'secret',
    'Different in an environment',
    { tenant: 'payments', overrides: { prod: { store: 'other' } } },
    ['other'],
  ],
];

describe('the pages of templates', () => {
  it.each(filled)(
    'of %s, %s, show what a request says',
    async (template, title, initialState, values) => {
      const { properties, ...page } = pageOf(template, title);
      renderForm({ fields, properties, page, initialState });

      for (const value of values) {
        expect(
          (await screen.findAllByDisplayValue(value)).length,
        ).toBeGreaterThan(0);
      }
      expect(document.body).not.toHaveTextContent(/unsupported|unknown field/i);
    },
  );
});
