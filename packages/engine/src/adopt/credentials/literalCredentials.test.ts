import fc from 'fast-check';
import { adoptedOf, fatesOf, foundObject } from '../../testing/adoptedObjects';
import { literalCredentials } from './literalCredentials';

const word = 'correct-horse-9';
const awsKey = '/jalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const base64 = (text: string) => Buffer.from(text).toString('base64');

const config = (data: Record<string, unknown>, more: object = {}) =>
  foundObject('ConfigMap', 'c', { data, ...more });

const pod = (container: object) =>
  foundObject('Deployment', 'web', {
    spec: {
      template: { spec: { containers: [{ name: 'web', ...container }] } },
    },
  });

const application = (source: object) =>
  foundObject('Application', 'a', { spec: { source } });

describe('a credential that stands in an object as it is', () => {
  it.each<[string, Record<string, string>]>([
    ['a password by its name', { DB_PASSWORD: word }],
    ['a password of digits', { 'db.password': '123456' }],
    ['in camel case', { apiKey: word }],
    ['a pass phrase of few letters', { DB_PASS: 'hi2' }],
    ['an address with a user', { URL: `postgres://app:${word}@db/x` }],
    ['an address with a password alone', { URL: `redis://:${word}@db/0` }],
    ['a connection string', { DB: `Server=db;User Id=a;Password=${word};` }],
    ['a key of storage', { S: `AccountName=a;AccountKey=${base64(word)};E=1` }],
    ['a private key', { 'tls.pem': '-----BEGIN RSA PRIVATE KEY-----\nMIIE' }],
    ['a key of PuTTY', { k: 'PuTTY-User-Key-File-3: ssh-ed25519' }],
    ['JSON', { 'app.json': JSON.stringify({ db: { password: word } }) }],
    [
      'JSON inside of JSON',
      { x: JSON.stringify({ y: JSON.stringify({ token: word }) }) },
    ],
    ['YAML', { 'app.yaml': `db:\n  host: x\n  password: "${word}"\n` }],
    ['a list in YAML', { 'app.yaml': `users:\n- token: ${word}\n` }],
    ['properties', { 'app.properties': `a=1\nspring.db.password=${word}\n` }],
    ['an .env file', { '.env': `export API_TOKEN=${word}\n` }],
    [
      'XML',
      { 'settings.xml': `<server><password>${word}</password></server>` },
    ],
    ['an .npmrc', { '.npmrc': `//npm.example.com/:_authToken=${word}\n` }],
    ['a .netrc', { '.netrc': `machine git login me password ${word}` }],
    [
      'a configuration of Docker',
      {
        'config.json': `{"auths":{"r.example":{"auth":"${base64(
          `a:${word}`,
        )}"}}}`,
      },
    ],
    [
      'a kubeconfig',
      {
        config: `users:\n- name: a\n  user:\n    client-key-data: ${base64(
          word,
        )}\n`,
      },
    ],
    ['a token of a Git host', { notes: 'use ghp_abcdefghijklmnop0123' }],
    ['a web token', { notes: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTYifQ.x' }],
    ['a header', { 'nginx.conf': `Authorization: Bearer ${word}` }],
    ['a script', { 'run.sh': `set -e\ncurl -u app:${word} https://x\n` }],
    ['a flag in a script', { 'run.sh': `tool --db-password ${word} up\n` }],
    ['a hook of a chat', { url: 'https://hooks.slack.com/services/T0/B0/xyz' }],
    ['a hashed password', { htpasswd: 'me:$2y$05$abcdefghijklmnopqrstuv' }],
    ['Base64 of any of these', { x: base64(`db:\n  password: ${word}\n`) }],
    ['a key of AWS that begins as a path', { AWS_SECRET_ACCESS_KEY: awsKey }],
    ['a password of odd characters', { URL: 'amqp://a:p$x{y/z9@mq/v' }],
    ['a key of Laravel', { APP_KEY: `base64:${base64(word.repeat(3))}` }],
    ['an odd password in an .env file', { '.env': 'DB_PASSWORD=ab$c(d9\n' }],
    ['YAML on two lines', { 'a.yaml': `db:\n  password:\n    ${word}\n` }],
    ['YAML in one line', { 'a.yaml': `db: {user: a, password: ${word}}\n` }],
    ['YAML that is folded', { 'a.yaml': `password: >-\n  ${word}\n` }],
    ['a number in YAML', { 'a.yaml': 'db:\n  password:\n    12345678\n' }],
    ['XML with a key', { 'web.config': `<add key="Pwd" value="${word}" />` }],
    [
      'an attribute of XML',
      { 'users.xml': `<u name="a" password="${word}"/>` },
    ],
    ['a header that nginx sets', { c: `x Authorization "Basic ${word}";` }],
    ['a constant of PHP', { 'c.php': `define('DB_PASSWORD', '${word}');` }],
    ['a login of curl', { 'a.sh': `curl -s -uapp:${word} https://x\n` }],
    ['Base64 of Base64', { x: base64(base64(`password=${word}\n`)) }],
  ])('is told in a ConfigMap: %s', (_, data) => {
    const found = literalCredentials(config(data));
    expect(found).toEqual([`data[${Object.keys(data)[0]}]`]);
    expect(found.join()).not.toContain(word);
  });

  it.each<[string, Record<string, string>]>([
    ['where a token is got', { TOKEN_URL: 'https://login.example.com/token' }],
    ['a name', { SECRET_NAME: 'login' }],
    ['a place', { PASSWORD_FILE: '/run/secrets/password' }],
    ['a variable', { AUTH_TOKEN: '$(TOKEN)', B_TOKEN: '${TOKEN}' }],
    ['a switch', { USE_TOKEN: 'true' }],
    ['a place in a store', { DB_PASSWORD: 'vault:secret/data/db#password' }],
    ['a template', { 'a.conf': 'password = {{ .Values.password }}\n' }],
    ['code', { 'a.sh': 'TOKEN=$(cat /run/token)\nif [ -z "$TOKEN" ]; then\n' }],
    ['the name of a variable', { 'dex.yaml': 'secretEnv: GRAFANA_SECRET\n' }],
    ['a place below a folder', { TLS_PRIVATE_KEY: '/etc/Ssl1/private/TLSkey' }],
    ['a port', { IMAGE: 'oci://registry:5000/a/b@sha256:0123' }],
    ['a number of tokens', { 'a.yaml': 'maxTokens:\n  4096\n' }],
    ['a call', { '.env': 'DB_PASSWORD=get_secret("x")\n' }],
    ['an attribute of HTML', { a: '<input type="password" name="token">' }],
    ['a name in YAML', { 'a.yaml': 'auth:\n  secretName:\n    login\n' }],
    ['a comment', { 'a.conf': '# password: set it in the store\n' }],
    ['a certificate', { 'ca.crt': '-----BEGIN CERTIFICATE-----\nMIID' }],
    [
      'a switch of a tool',
      { '.npmrc': 'npm_config_registry=https://r.example' },
    ],
  ])('is not what only sounds so: %s', (_, data) => {
    expect(literalCredentials(config(data))).toEqual([]);
  });

  it.each<[string, ReturnType<typeof pod>, string]>([
    [
      'a variable',
      pod({ env: [{ name: 'API_TOKEN', value: word }] }),
      'spec.template.spec.containers[name=web].env[name=API_TOKEN]',
    ],
    [
      'an argument',
      pod({ args: ['serve', `--password=${word}`] }),
      'spec.template.spec.containers[name=web].args',
    ],
    [
      'two arguments',
      pod({ command: ['serve', '--api-key', word] }),
      'spec.template.spec.containers[name=web].command',
    ],
    [
      'a shell',
      pod({ command: ['sh', '-c', `PGPASSWORD=${word} psql`] }),
      'spec.template.spec.containers[name=web].command',
    ],
    [
      'a probe',
      pod({ livenessProbe: { exec: { command: ['redis-cli', '-a', word] } } }),
      'spec.template.spec.containers[name=web].livenessProbe.exec.command',
    ],
    [
      'a header of a probe',
      pod({
        livenessProbe: {
          httpGet: { httpHeaders: [{ name: 'Authorization', value: word }] },
        },
      }),
      'spec.template.spec.containers[name=web].livenessProbe.httpGet.httpHeaders[name=Authorization]',
    ],
    [
      'values of a chart',
      application({ helm: { valuesObject: { db: { password: word } } } }),
      'spec.source.helm.valuesObject[db][password]',
    ],
    [
      'values of a chart as a text',
      application({ helm: { values: `db:\n  password: ${word}\n` } }),
      'spec.source.helm.values',
    ],
    [
      'a parameter of a chart',
      application({
        helm: { parameters: [{ name: 'db.password', value: word }] },
      }),
      'spec.source.helm.parameters[name=db.password]',
    ],
    [
      'a number in values of a chart',
      application({ helm: { valuesObject: { auth: { password: 12345678 } } } }),
      'spec.source.helm.valuesObject[auth][password]',
    ],
    [
      'an address of a repository',
      application({ repoURL: `https://me:${word}@git.example.com/a.git` }),
      'spec.source.repoURL',
    ],
    [
      'a binary value',
      foundObject('ConfigMap', 'c', {
        binaryData: { 'a.conf': base64(`password=${word}\n`) },
      }),
      'binaryData[a.conf]',
    ],
    [
      'an annotation',
      foundObject('ConfigMap', 'c', {
        metadata: {
          name: 'c',
          annotations: { note: `postgres://a:${word}@db` },
        },
      }),
      'metadata.annotations.note',
    ],
  ])('is told in %s', (_, object, field) => {
    expect(literalCredentials(object)).toEqual([field]);
  });

  it('is no variable that a shell reads', () => {
    expect(
      literalCredentials(
        pod({
          command: ['sh', '-c', 'TOKEN=$(cat /run/token) login jwt="$TOKEN"'],
        }),
      ),
    ).toEqual([]);
  });

  it('leaves alone what names the keys of a store', () => {
    expect(
      literalCredentials(
        foundObject('ExternalSecret', 'e', {
          spec: {
            secretStoreRef: { name: 'vault' },
            data: [
              {
                secretKey: 'password',
                remoteRef: { key: 'a/b', property: 'c' },
              },
            ],
            target: { template: { data: { password: '{{ .password }}' } } },
          },
        }),
      ),
    ).toEqual([]);
  });

  it('never stands in a file or in what is told, wherever it was', () => {
    const objects = [
      foundObject('Namespace', 'pay-old'),
      config({ 'app.json': JSON.stringify({ password: word }) }),
      {
        ...pod({ image: 'r.example/a:1', args: [`--password=${word}`] }),
        apiVersion: 'apps/v1',
      },
      {
        ...application({
          repoURL: 'https://git.example.com/a.git',
          helm: { parameters: [{ name: 'db.password', value: word }] },
        }),
        apiVersion: 'argoproj.io/v1alpha1',
        metadata: { name: 'a', namespace: 'argocd' },
      },
    ].map(object =>
      object.kind === 'Application'
        ? {
            ...object,
            spec: {
              ...(object.spec as object),
              destination: { name: 'spoke-dev', namespace: 'pay-old' },
            },
          }
        : object,
    );
    const adoption = adoptedOf([], {
      objects: objects.map(object => ({
        object,
        cluster: object.kind === 'Application' ? 'hub' : 'spoke-dev',
      })),
    });
    expect(adoption.credentials.map(({ kind }) => kind)).toEqual([
      'ConfigMap',
      'Deployment',
      'Application',
    ]);
    expect(fatesOf(adoption)).toMatchObject({
      'ConfigMap c': 'listed',
      'Deployment web': 'listed',
      'Application a': 'listed',
    });
    expect(JSON.stringify(adoption)).not.toContain(word);
  });

  it('is no way to hold others up or to write to their terminals', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '://',
        '-eyJ',
        '.eyJ',
        '"token":"',
        'password=',
        '\u001b[2J',
      ),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(texts, texts), { maxLength: 8 }),
        fc.nat(2_000),
        (pairs, times) => {
          const found = literalCredentials(
            config(
              Object.fromEntries(
                pairs.map(([key, text]) => [key, text.repeat(times)]),
              ),
            ),
          );
          expect(found.join()).not.toMatch(/[\p{Cc}\p{Cf}]/u);
        },
      ),
      { numRuns: 30 },
    );
  });
});
