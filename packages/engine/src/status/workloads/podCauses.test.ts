import { createCause, pullCause, schedulingCause } from './podCauses';

const nodes = (rest: string) => `0/3 nodes are available: ${rest}.`;

describe('what keeps pods from running', () => {
  it.each([
    [
      '1 node(s) had untolerated taint {node-role.kubernetes.io/control-plane: }, 2 Insufficient cpu',
      'platform: no node has room for it',
    ],
    [
      '3 node(s) had untolerated taint {node.kubernetes.io/not-ready: }',
      'platform: the nodes are not ready, or take no more pods',
    ],
    [
      "1 node(s) had untolerated taint {node.kubernetes.io/disk-pressure: }, 2 node(s) didn't match Pod's node affinity/selector",
      'platform: the nodes are not ready, or take no more pods',
    ],
    [
      '3 node(s) were unschedulable',
      'platform: the nodes are not ready, or take no more pods',
    ],
    [
      "3 node(s) had taint {dedicated: gpu}, that the pod didn't tolerate",
      'platform: all nodes are kept for others',
    ],
    [
      "3 node(s) didn't satisfy existing pods anti-affinity rules",
      'tenant: its rules of spreading leave no node for it',
    ],
    [
      "3 node(s) didn't match Pod's node affinity/selector",
      'tenant: no node has the labels that it asks for',
    ],
    [
      '3 node(s) exceed max volume count',
      'platform: no node takes one more volume',
    ],
    [
      'storageclass.storage.k8s.io "fast" not found',
      'tenant: its storage class does not exist',
    ],
    [
      'persistentvolumeclaim "data" is being deleted',
      'tenant: a volume claim that it needs does not exist',
    ],
    [
      'waiting for ephemeral volume controller to create the persistentvolumeclaim "web-tmp"',
      'platform: its volume is not there yet',
    ],
    [
      'resourceclaim.resource.k8s.io "gpu" not found',
      'tenant: a resource claim that it needs does not exist',
    ],
  ])('the scheduler: %s', (message, told) => {
    const { fixableBy, why } = schedulingCause(nodes(message));
    expect(`${fixableBy}: ${why}`).toBe(told);
  });

  const away = 'platform: the registry cannot be reached';
  const shut = 'tenant: the registry does not let it pull the image';
  const absent = 'tenant: the image does not exist';
  const foreign = 'tenant: the image is not made for these nodes';
  it.each([
    ['failed to resolve reference "reg/a:429": reg/a:429: not found', absent],
    ['failed with status code [manifests 9]: 404 Not Found', absent],
    ['reading manifest 9 in quay.io/a: manifest unknown', absent],
    [
      'pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
      'tenant: the image does not exist, or the registry does not let it pull the image',
    ],
    ['Get https://nexus/v2/a/manifests/1: no basic auth credentials', shut],
    [
      'unexpected status from GET request to https://r/token: 403 Forbidden',
      shut,
    ],
    ['pulling from host r failed with status code: 401 Unauthorized', shut],
    ['no match for platform in manifest sha256:1: not found', foreign],
    ['no matching manifest for linux/arm64/v8 in the manifest list', foreign],
    ['no image found in manifest list for architecture "arm64"', foreign],
    [
      'Head "https://r/v2/": x509: certificate signed by unknown authority',
      away,
    ],
    ['http: server gave HTTP response to HTTPS client', away],
    [
      'unexpected status from HEAD request to https://r/v2/: 502 Bad Gateway',
      away,
    ],
    ['unexpected status code [manifests 1]: 503 Service Unavailable', away],
    ['failed to do request: Get "https://r/v2/": EOF', away],
    ['net/http: request canceled while waiting for connection', away],
    ['RegistryUnavailable: ', away],
    ['image "reg/forbidden:403": dial tcp: lookup reg: no such host', away],
    [
      'failed to extract layer: write /var/lib/x: no space left on device',
      'platform: the node has no room for the image',
    ],
    [
      'Source image rejected: A signature was required, but no signature exists',
      'tenant: the signature of the image is not accepted',
    ],
    [
      '429 Too Many Requests - Server message: toomanyrequests',
      'platform: the registry takes no more requests for now',
    ],
    ['Back-off pulling image "reg/a:1"', 'tenant: its image cannot be pulled'],
  ])('pulling: %s', (message, told) => {
    const { fixableBy, why } = pullCause(message);
    expect(`${fixableBy}: ${why}`).toBe(told);
  });

  it.each([
    [
      'cpu max limit to request ratio per Container is 4, but provided ratio is 10',
      'tenant: its requests are outside of the limits of the namespace',
    ],
    [
      'Pod "web" is invalid: spec.containers[0].resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1',
      'tenant: its requests are outside of the limits of the namespace',
    ],
    [
      'pods "web" is forbidden: no PriorityClass with name high was found',
      'tenant: its priority class does not exist',
    ],
    [
      'pods "web" is forbidden: pod rejected: RuntimeClass "gvisor" not found',
      'tenant: its runtime class does not exist',
    ],
    [
      'pods "web" is forbidden: unable to validate against any security context constraint: []',
      'tenant: the security context constraints refuse its pods',
    ],
  ])('making them: %s', (message, told) => {
    const { fixableBy, why } = createCause(message);
    expect(`${fixableBy}: ${why}`).toBe(told);
  });
});
