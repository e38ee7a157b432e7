import {
  CertificateStatus,
  PushStatus,
  SecretStatus,
  SecretsStatus,
  findingId,
} from '../../../model';
import { verdictOf } from '../../verdict';
import { Found } from '../Found';

/** What the secrets card has to say: secrets that are not fetched, certificates that are not issued. */
export function secretFindings({
  secrets,
  certificates,
  pushes,
}: SecretsStatus): Found[] {
  return [
    ...secrets.filter(({ state }) => state !== 'Healthy').map(ofSecret),
    ...certificates
      .filter(({ state }) => state !== 'Healthy')
      .map(ofCertificate),
    ...pushes.filter(({ state }) => state !== 'Healthy').map(ofPush),
  ];
}

function ofSecret(status: SecretStatus): Found {
  const { ref, environment, secret, message } = status;
  return {
    ...verdictOf(status),
    id: findingId('secrets', environment, ref),
    card: 'secrets',
    environments: [environment],
    title: `Secret ${secret}`,
    ref,
    cluster: ref.cluster,
    ...(message ? { message } : {}),
    status: { of: 'secret', status },
  };
}

function ofPush(status: PushStatus): Found {
  const { ref, environment, message } = status;
  return {
    ...verdictOf(status),
    id: findingId('secrets', environment, ref),
    card: 'secrets',
    environments: [environment],
    title: `PushSecret ${ref.name}`,
    ref,
    cluster: ref.cluster,
    ...(message ? { message } : {}),
    status: { of: 'push', status },
  };
}

function ofCertificate(status: CertificateStatus): Found {
  const { ref, environment, steps } = status;
  const said = [...steps].reverse().find(({ message }) => message)?.message;
  return {
    ...verdictOf(status),
    id: findingId('secrets', environment, ref),
    card: 'secrets',
    environments: [environment],
    title: `Certificate ${ref.name}`,
    ref,
    cluster: ref.cluster,
    ...(said ? { message: said } : {}),
    status: { of: 'certificate', status },
  };
}
