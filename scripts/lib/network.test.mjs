import assert from 'node:assert/strict';
import fs from 'node:fs';
import https from 'node:https';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import forge from 'node-forge';
import { assertTrusted, networkEnv } from './network.mjs';

const folder = () => fs.mkdtempSync(path.join(os.tmpdir(), 'network-'));

/** A certificate for 127.0.0.1, signed by an authority of its own as a company's proxy has one. */
function certificates() {
  const make = (name, serial, issuer, extensions) => {
    const keys = forge.pki.rsa.generateKeyPair(2048);
    const certificate = forge.pki.createCertificate();
    certificate.publicKey = keys.publicKey;
    certificate.serialNumber = serial;
    certificate.validity.notBefore = new Date(Date.now() - 3600_000);
    certificate.validity.notAfter = new Date(Date.now() + 3600_000);
    const subject = [{ name: 'commonName', value: name }];
    certificate.setSubject(subject);
    certificate.setIssuer(issuer?.certificate.subject.attributes ?? subject);
    certificate.setExtensions(extensions);
    certificate.sign(
      issuer?.keys.privateKey ?? keys.privateKey,
      forge.md.sha256.create(),
    );
    return {
      keys,
      certificate,
      pem: forge.pki.certificateToPem(certificate),
      key: forge.pki.privateKeyToPem(keys.privateKey),
    };
  };
  const authority = make('Company', '01', undefined, [
    { name: 'basicConstraints', cA: true },
  ]);
  const server = make('127.0.0.1', '02', authority, [
    { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
  ]);
  return { authority, server };
}

test("a registry behind a company's certificate is named in one line, and reached once npm knows the certificate", async () => {
  const { authority, server: own } = certificates();
  const server = https.createServer(
    { key: own.key, cert: own.pem },
    (_, response) => response.end('{}'),
  );
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  const registry = `https://127.0.0.1:${server.address().port}/`;
  const cafile = path.join(folder(), 'company.pem');
  fs.writeFileSync(cafile, authority.pem);

  const began = Date.now();
  await assert.rejects(assertTrusted(registry, {}), error => {
    assert.match(error.message, /certificate.*cafile/);
    assert.equal(error.message.split('\n').length, 1);
    return true;
  });
  assert.ok(Date.now() - began < 5000);

  for (const [npm, env] of [
    [{ cafile }, {}],
    [{ ca: [authority.pem.replaceAll('\n', '\\n')] }, {}],
    [{ ca: authority.pem }, {}],
    [{}, { NODE_EXTRA_CA_CERTS: cafile }],
  ]) {
    const network = networkEnv(npm, folder(), env);
    const pem = fs.readFileSync(network.YARN_HTTPS_CA_FILE_PATH, 'utf8');
    assert.equal(network.NODE_EXTRA_CA_CERTS, network.YARN_HTTPS_CA_FILE_PATH);
    // the certificates that Node knows anyway are still trusted
    assert.ok(pem.split('BEGIN CERTIFICATE').length > 50);
    await assertTrusted(registry, network);
  }
  server.close();
  server.closeAllConnections();
});

test('what the user set for Yarn stays, and nothing is set without need', () => {
  assert.deepEqual(
    networkEnv({ registry: 'https://a.example/' }, folder(), {}),
    {
      YARN_NPM_REGISTRY_SERVER: 'https://a.example/',
    },
  );
  assert.deepEqual(
    networkEnv({ registry: 'https://a.example/' }, folder(), {
      YARN_NPM_REGISTRY_SERVER: 'https://b.example/',
    }),
    {},
  );
  assert.throws(
    () => networkEnv({ cafile: '/nowhere.pem' }, folder(), {}),
    /nowhere\.pem.*cannot be read/,
  );
});
