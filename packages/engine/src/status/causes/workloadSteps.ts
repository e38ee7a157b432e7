/** What to do next about a workload, by the words for what is wrong with it; the first that match count. */
export const workloadSteps: ReadonlyArray<readonly [RegExp, string]> = [
  [
    /its rollout (was aborted|has failed)/,
    'Read why, and deploy another version or try this one again',
  ],
  [
    /pod failure policy|indexes failed/,
    'Read the message and the logs of the pods that failed',
  ],
  [
    /last run did not succeed|none of its runs/,
    'Let it keep failed Jobs, run it once, and read the logs of that run',
  ],
  [
    /does not let it pull/,
    'Check the name of the image and the pull secret that its pods name',
  ],
  [
    /image does not exist|no valid name/,
    'Deploy an image that is there, or push this one',
  ],
  [/not made for these nodes/, 'Build the image for the platform of the nodes'],
  [
    /takes no more requests for now/,
    'Wait, or pull through a registry of your own',
  ],
  [/registry cannot be reached/, 'Look whether the nodes reach the registry'],
  [/no room for the image/, 'Look at the disk of the node'],
  [/pull policy is Never/, 'Let its pull policy be IfNotPresent'],
  [/signature of the image/, 'Sign the image, or deploy one that is signed'],
  [
    /image cannot be pulled/,
    'Check the name of the image and whether it is there',
  ],
  [
    /volume claim that it needs does not exist/,
    'Add the claim, or take its name out of the pods',
  ],
  [
    /(storage|priority|runtime) class does not exist|resource claim that it needs/,
    'Correct the name in the pod template, or ask for it to be made',
  ],
  [/one more volume/, 'Add nodes, or let fewer of its pods run on one'],
  [/nodes are not ready/, 'Look at the conditions of the nodes'],
  [
    /volume is not there yet|waits for its volumes/,
    'Look at its volumes and their storage class',
  ],
  [
    /no node has room/,
    'Add nodes, or ask for less in the requests of the pods',
  ],
  [/no node has the device/, 'Add nodes with that device'],
  [
    /rules of spreading/,
    'Loosen its affinity or spread constraints, or run fewer pods',
  ],
  [/labels that it asks for/, 'Correct its node selector or affinity'],
  [
    /kept for others|no node takes it/,
    'Look at the taints of the nodes and at what its pods tolerate',
  ],
  [/host port/, 'Give up the host port'],
  [/quota has no room/, 'Ask for a larger tier, or scale something down'],
  [/name no requests or limits/, 'Give its containers requests and limits'],
  [
    /outside of the limits/,
    'Bring its requests and limits within those of the namespace',
  ],
  [
    /pod security standard|security context constraints/,
    'Set the security context that the message names',
  ],
  [/webhook .*does not answer/, 'Look at the webhook and its Service'],
  [
    /admission policy refuses/,
    'Change what the policy names in the pod template',
  ],
  [
    /service account does not exist/,
    'Add the service account, or take its name out of the pods',
  ],
  [/pods cannot be made/, 'Read the message and correct the pod template'],
  [
    /namespace is being deleted/,
    'Wait until it is gone, or look what holds its finalizers',
  ],
  [/out of memory/, 'Raise its memory limit, or look for what uses so much'],
  [/evicted/, 'Set requests that are nearer to what it uses'],
  [
    /more disk than it may/,
    'Raise its limit of ephemeral storage, or look at what it writes',
  ],
  [
    /its node (was|did not|no longer|cannot)/,
    'Look at the node; its pods are made anew on others',
  ],
  [/higher priority/, 'Add nodes, or give its pods a higher priority'],
  [/no scheduler/, 'Correct the scheduler that it asks for, or look at it'],
  [/readiness gates/, 'Look at the controller that sets its readiness gates'],
  [
    /images are still being pulled/,
    'Look whether the nodes reach the registry, and how large its images are',
  ],
  [/init container|its sidecar/, 'Read the logs of that container'],
  [
    /keeps ending|has failed|exit code|not known how|work was done|failed too often|last run failed/,
    'Read its logs of before the last restart',
  ],
  [/probe of/, 'Read its logs, and check what the probe asks for'],
  [
    /Secret .* that it needs is not there/,
    'Add a request for the secret, or take its name out of the pods',
  ],
  [
    /ConfigMap .* that it needs is not there/,
    'Put the ConfigMap into Git, or take its name out of the pods',
  ],
  [/a key that it needs/, 'Correct the name of the key, or add the key'],
  [
    /configuration is not right/,
    'Read the message and correct the pod template',
  ],
  [/cannot be started/, 'Check its command and what it mounts'],
  [/not ready|in time|is starting|pods (ready|updated)/, 'Read its logs'],
  [/does not end/, 'Look whether the node of the pod is lost'],
  [/scheduling gate/, 'Look at what sets the gate'],
  [/scaled to 0/, 'Scale it up in Git'],
  [/waits to go on/, 'Promote it, or abort it'],
  [/suspended|paused/, 'Resume it where it should run'],
  [
    /longer than its deadline/,
    'Raise its deadline, or look why it takes so long',
  ],
  [
    /at its limit/,
    'Raise the most replicas of the autoscaler, or give its pods more',
  ],
  [
    /metrics cannot be read/,
    'Look whether the metrics that it asks for are served',
  ],
  [/does not scale/, 'Read the conditions of the autoscaler'],
  [/lets no pod go/, 'Let its budget spare one pod'],
  [/cover the same pods/, 'Remove all but one of these budgets'],
  [/./, 'Read its message'],
];
