/** The texts of the setup page, and of what leads there. */
export const setupMessages = {
  title: 'Setup',
  asking:
    'Clusters and plugins are asked what this portal may read. Right after a start that takes some seconds.',
  open: 'Open the setup page',
  missing_one: '1 thing is missing or not known in the setup of this portal.',
  missing_other:
    '{{ count, number }} things are missing or not known in the setup of this portal.',
  noTenants: 'There are no tenants in this portal.',
  cardsOnly:
    'Cards on the pages of components, resources, systems and APIs show what their owners may see of where they run.',
  notAdmin:
    'Only platform admins see this page: those that tenancy.admins in app-config names, where the permission policy lets them read tenants (tenancy.tenant.read).',
  you: 'You are {{ user }}.',
  copyOf: 'Copy: {{ what }}',
  copied: 'Copied',
  show: 'Show',
  first: {
    nothing: 'Nothing is configured yet, so nobody sees anything.',
    lines: 'Lines to begin with',
    hint: 'For app-config.yaml; you are the admin in them. The clusters are those of the Kubernetes plugin; no repository and no change to a cluster is needed.',
    next: 'Put your own group, namespaces and projects in. Who owns an entity in the catalog then sees what is mapped to them, on the entities that carry annotations of Kubernetes, Argo CD or Flux. Admins see all of that. After a restart this page says to admins which rights are missing, and why an entity shows nothing.',
  },
  clusters: {
    title: 'Clusters',
    none: 'No cluster is connected.',
    away: 'is not read',
    awayCost:
      'Until it is read, all that cards say of it is Unknown or as last seen.',
    readable: '{{ readable }} of {{ total }} kinds can be read',
    read: 'read {{ time }}',
    narrow: 'Read in these namespaces alone: {{ namespaces }}',
    absent_one: '1 kind is not installed, which costs nothing',
    absent_other:
      '{{ count, number }} kinds are not installed, which costs nothing',
    allowed_one: '1 kind can be read',
    allowed_other: '{{ count, number }} kinds can be read',
  },
  branches: {
    title: 'Branches of environments',
    waiting_one: '1 file waits',
    waiting_other: '{{ count, number }} files wait',
    shared_one: 'No page of a tenant shows this one, which is the platform’s:',
    shared_other:
      'No page of a tenant shows these {{ count, number }}, which are the platform’s:',
    further_one: 'and 1 more',
    further_other: 'and {{ count, number }} more',
    states: {
      done: 'Holds all',
      coming: 'On its way',
      review: 'Waits for review',
      held: 'Held back',
      unknown: 'Unknown',
    },
  },
  kinds: {
    label: 'What is not read of {{ cluster }}',
    right: 'Right',
    kinds: 'Kinds',
    why: 'Why',
    cost: 'What it costs',
  },
  rightWords: {
    allowed: 'Allowed',
    partly: 'In part',
    missing: 'Missing',
    absent: 'Not installed',
    unknown: 'Unknown',
  },
  rights: {
    title: 'Rights of the reader',
    whole: 'For whole clusters',
    wholeHint:
      'Shows everything. For kubectl apply; bind the role to the account whose token the Kubernetes plugin uses. It reads no Secret and writes nothing.',
    narrow: 'For the namespaces of the configuration alone',
    narrowHint:
      'What belongs to whole clusters stays Unknown. The namespaces must be there.',
  },
  access: {
    owners:
      'Who owns an entity in the catalog sees what is mapped to that owner, and nothing else.',
    entityReaders:
      'Anyone who can register an entity can read any workload that the reader account sees.',
  },
  owners: {
    title: 'Who sees what',
    none: 'No owner is mapped to a namespace by name (tenancy.unmanaged.owners).',
    owner: 'Owner',
    namespaces: 'Namespaces',
    projects: 'Projects of Argo CD',
    noProjects: 'none: no Applications',
    flux: 'Flux, elsewhere',
    nothing: 'Nothing to see',
  },
  entities: {
    title: 'What entities show',
    entity: 'Entity',
    none: 'No component, resource, system or API of the catalog carries an annotation of Kubernetes, Argo CD or Flux that says where it runs.',
    further: 'The first {{ shown }} of {{ total }}.',
  },
  parts: {
    title: 'Parts',
    lines: 'Lines for {{ part }}',
    hint: 'For app-config.yaml, or for the backend where it is code.',
    names: {
      kubernetes: 'Kubernetes plugin',
      permissions: 'Permissions',
      git: 'Git',
      actions: 'Actions',
      notifications: 'Notifications',
      scaffolder: 'Templates',
    },
    states: {
      on: 'On',
      off: 'Off',
      unknown: 'Unknown',
    },
  },
  unmanaged: {
    title: 'What is no tenant',
    lines: 'Lines that let owners look at it',
    hint: 'For app-config.yaml: cards on entities that carry annotations of Kubernetes, Argo CD or Flux, for namespaces that are no tenants. Without it nothing of these is shown.',
  },
} as const;
