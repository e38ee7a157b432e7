import ipaddr from 'ipaddr.js';
import {
  dns1123SubdomainProblem,
  qualifiedNameProblem,
} from '../../nameProblems';
import { utf8Length } from '../../text';
import { Cursor, refuseRepeated } from '../Cursor';
import { checkLabels } from '../labels';
import { checkIssuerRef } from './issuerRef';
import { checkKeystores } from './keystores';
import { checkNameConstraints } from './nameConstraints';
import { checkPrivateKey } from './privateKey';
import { checkRenewal } from './renewal';
import { checkUsages } from './usages';

const NAMES = [
  'dnsNames',
  'uris',
  'emailAddresses',
  'ipAddresses',
  'otherNames',
];
const ATOM = '[^\\s@<>(),;:\\\\"[\\].]+';
const EMAIL = new RegExp(`^${ATOM}(?:\\.${ATOM})*@${ATOM}(?:\\.${ATOM})*$`);

/**
 * Checks a Certificate as cert-manager's webhook does (`internal/apis/certmanager/validation` of release 1.21).
 */
export function checkCertificate(object: Cursor): void {
  const spec = object.get('spec');
  const secret = spec.get('secretName');
  secret.required();
  if (secret.text()) {
    secret.named(dns1123SubdomainProblem);
  }
  checkIssuerRef(spec.get('issuerRef'));
  checkNames(spec);
  checkPrivateKey(spec);
  checkRenewal(spec);
  checkUsages(spec.get('usages'));
  spec.get('revisionHistoryLimit').within(1, Infinity);
  checkTemplate(spec.get('secretTemplate'));
  checkNameConstraints(spec);
  refuseRepeated(
    spec.get('additionalOutputFormats').items(),
    format => format.get('type').text(),
    'the type',
  );
  checkKeystores(spec.get('keystores'));
}

function checkNames(spec: Cursor): void {
  const common = spec.get('commonName');
  const literal = spec.get('literalSubject');
  if (literal.text()) {
    checkLiteral(spec, literal);
  }
  const isNamed =
    Boolean(common.text()) ||
    /(^|[,+;])\s*CN\s*=/i.test(literal.text() ?? '') ||
    NAMES.some(list => spec.get(list).items().length > 0);
  if (!isNamed) {
    spec.fail(
      'MissingField',
      `must have one of commonName, ${NAMES.join(', ')}`,
      'Name what the certificate is for.',
    );
  }
  if (utf8Length(common.text() ?? '') > 64) {
    common.fail(
      'TooLong',
      'must have at most 64 bytes',
      'Shorten it, and give long names as dnsNames.',
    );
  }
  for (const address of spec.get('ipAddresses').items()) {
    address.named(text =>
      ipaddr.IPv4.isValidFourPartDecimal(text) ||
      (text.includes(':') && !text.includes('%') && ipaddr.IPv6.isValid(text))
        ? undefined
        : 'must be an IP address',
    );
  }
  for (const address of spec.get('emailAddresses').items()) {
    address.named(text =>
      text.length <= 1024 && EMAIL.test(text)
        ? undefined
        : 'must be an e-mail address and nothing else',
    );
  }
  for (const other of spec.get('otherNames').items()) {
    other
      .get('oid')
      .named(text =>
        /^\d+(\.\d+)+$/.test(text)
          ? undefined
          : 'must be an object identifier such as 1.3.6.1',
      );
    other.get('oid').required();
    other.get('utf8Value').required();
  }
}

function checkLiteral(spec: Cursor, literal: Cursor): void {
  if (spec.get('commonName').text()) {
    spec
      .get('commonName')
      .fail(
        'Conflict',
        'must not be set together with literalSubject',
        'Remove it.',
      );
  }
  const subject = spec.get('subject');
  const parts = Object.values(subject.record()).some(part =>
    Array.isArray(part) ? part.length > 0 : Boolean(part),
  );
  if (parts) {
    subject.fail(
      'Conflict',
      'must not be set together with literalSubject',
      'Remove it.',
    );
  }
  if (!literal.text()!.includes('=')) {
    literal.fail(
      'WrongFormat',
      'must be a distinguished name such as CN=a,O=b',
      'Write it as CN=a,O=b.',
    );
  }
}

function checkTemplate(template: Cursor): void {
  checkLabels(template.get('labels'));
  for (const [key, value] of template.get('annotations').entries()) {
    if (
      key.startsWith('cert-manager.io/') &&
      key !== 'cert-manager.io/allow-direct-injection'
    ) {
      value.fail(
        'NotAllowed',
        "is cert-manager's own annotation",
        'Remove it.',
      );
    }
    const problem = qualifiedNameProblem(key.toLowerCase());
    if (problem) {
      value.fail(
        'WrongFormat',
        `has a key that ${problem}`,
        'Choose another key.',
      );
    }
  }
}
