import {
  CertificateStatus,
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
}: SecretsStatus): Found[] {
  return [
    ...secrets.filter(({ state }) => state !== 'Healthy').map(ofSecret),
    ...certificates
      .filter(({ state }) => state !== 'Healthy')
      .map(ofCertificate),
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
