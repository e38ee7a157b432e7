/** French, for the setup page and what leads there. */
export const setupInFrench = {
  'setup.title': 'Installation',
  'setup.asking':
    'Les clusters et les plugins sont interrogés sur ce que ce portail peut lire. Juste après un démarrage, cela prend quelques secondes.',
  'setup.open': 'Ouvrir la page d’installation',
  'setup.missing_one':
    '1 chose manque ou n’est pas connue dans l’installation de ce portail.',
  'setup.missing_other':
    '{{ count, number }} choses manquent ou ne sont pas connues dans l’installation de ce portail.',
  'setup.noTenants': 'Il n’y a pas de locataires dans ce portail.',
  'setup.cardsOnly':
    'Les cartes sur les pages des composants, ressources, systèmes et API montrent ce que leurs propriétaires peuvent voir de l’endroit où ils tournent.',
  'setup.notAdmin':
    'Seuls les administrateurs de la plateforme voient cette page : ceux que nomme tenancy.admins dans app-config, si la politique de permissions les laisse lire les locataires (tenancy.tenant.read).',
  'setup.you': 'Vous êtes {{ user }}.',
  'setup.copyOf': 'Copier : {{ what }}',
  'setup.copied': 'Copié',
  'setup.show': 'Afficher',
  'setup.first.nothing':
    'Rien n’est encore configuré, donc personne ne voit rien.',
  'setup.first.lines': 'Lignes pour commencer',
  'setup.first.hint':
    'Pour app-config.yaml ; vous en êtes l’administrateur. Les clusters sont ceux du plugin Kubernetes ; ni dépôt ni changement d’un cluster n’est nécessaire.',
  'setup.first.next':
    'Mettez-y votre groupe, vos namespaces et vos projets. Le propriétaire d’une entité du catalogue voit alors ce qui lui est attribué, sur les entités qui portent des annotations de Kubernetes, d’Argo CD ou de Flux. Les administrateurs voient tout cela. Après un redémarrage, cette page leur dit quels droits manquent, et pourquoi une entité ne montre rien.',
  'setup.clusters.title': 'Clusters',
  'setup.clusters.none': 'Aucun cluster n’est connecté.',
  'setup.clusters.away': 'n’est pas lu',
  'setup.clusters.awayCost':
    'Jusqu’à ce qu’il soit lu, tout ce que les cartes en disent est Inconnu ou tel que vu en dernier.',
  'setup.clusters.readable':
    '{{ readable }} types sur {{ total }} peuvent être lus',
  'setup.clusters.read': 'lu {{ time }}',
  'setup.clusters.narrow':
    'Lu dans ces namespaces seulement : {{ namespaces }}',
  'setup.clusters.absent_one':
    '1 type n’est pas installé, ce qui ne coûte rien',
  'setup.clusters.absent_other':
    '{{ count, number }} types ne sont pas installés, ce qui ne coûte rien',
  'setup.clusters.allowed_one': '1 type peut être lu',
  'setup.clusters.allowed_other': '{{ count, number }} types peuvent être lus',
  'setup.branches.title': 'Branches d’environnements',
  'setup.branches.waiting_one': '1 fichier attend',
  'setup.branches.waiting_other': '{{ count, number }} fichiers attendent',
  'setup.branches.shared_one':
    'Celui-ci est à la plateforme, et aucune page de locataire ne le montre :',
  'setup.branches.shared_other':
    'Ces {{ count, number }} sont à la plateforme, et aucune page de locataire ne les montre :',
  'setup.branches.further_one': 'et 1 de plus',
  'setup.branches.further_other': 'et {{ count, number }} de plus',
  'setup.branches.states.done': 'Contient tout',
  'setup.branches.states.coming': 'En route',
  'setup.branches.states.review': 'Attend une revue',
  'setup.branches.states.held': 'Retenu',
  'setup.branches.states.unknown': 'Inconnu',
  'setup.kinds.label': 'Ce qui n’est pas lu de {{ cluster }}',
  'setup.kinds.right': 'Droit',
  'setup.kinds.kinds': 'Types',
  'setup.kinds.why': 'Raison',
  'setup.kinds.cost': 'Ce que cela coûte',
  'setup.rightWords.allowed': 'Accordé',
  'setup.rightWords.partly': 'En partie',
  'setup.rightWords.missing': 'Manquant',
  'setup.rightWords.absent': 'Non installé',
  'setup.rightWords.unknown': 'Inconnu',
  'setup.rights.title': 'Droits du lecteur',
  'setup.rights.whole': 'Pour des clusters entiers',
  'setup.rights.wholeHint':
    'Montre tout. Pour kubectl apply ; liez le rôle au compte dont le plugin Kubernetes utilise le jeton. Il ne lit aucun Secret et n’écrit rien.',
  'setup.rights.narrow': 'Pour les seuls namespaces de la configuration',
  'setup.rights.narrowHint':
    'Ce qui appartient au cluster entier reste Inconnu. Les namespaces doivent exister.',
  'setup.access.owners':
    'Le propriétaire d’une entité du catalogue voit ce qui lui est attribué, et rien d’autre.',
  'setup.access.entityReaders':
    'Toute personne qui peut enregistrer une entité peut lire toute charge de travail que voit le compte de lecture.',
  'setup.owners.title': 'Qui voit quoi',
  'setup.owners.none':
    'Aucun propriétaire n’est associé à un namespace par son nom (tenancy.unmanaged.owners).',
  'setup.owners.owner': 'Propriétaire',
  'setup.owners.namespaces': 'Namespaces',
  'setup.owners.projects': 'Projets d’Argo CD',
  'setup.owners.flux': 'Flux, ailleurs',
  'setup.owners.noProjects': 'aucun : pas d’Applications',
  'setup.owners.nothing': 'Rien à voir',
  'setup.entities.title': 'Ce que montrent les entités',
  'setup.entities.entity': 'Entité',
  'setup.entities.none':
    'Aucun composant, aucune ressource, aucun système et aucune API du catalogue ne porte d’annotation de Kubernetes, d’Argo CD ou de Flux qui dise où il tourne.',
  'setup.entities.further': 'Les {{ shown }} premières de {{ total }}.',
  'setup.parts.title': 'Composants',
  'setup.parts.lines': 'Lignes pour {{ part }}',
  'setup.parts.hint':
    'Pour app-config.yaml, ou pour le backend quand c’est du code.',
  'setup.parts.names.kubernetes': 'Plugin Kubernetes',
  'setup.parts.names.permissions': 'Autorisations',
  'setup.parts.names.git': 'Git',
  'setup.parts.names.actions': 'Actions',
  'setup.parts.names.notifications': 'Notifications',
  'setup.parts.names.scaffolder': 'Modèles',
  'setup.parts.states.on': 'Activé',
  'setup.parts.states.off': 'Désactivé',
  'setup.parts.states.unknown': 'Inconnu',
  'setup.unmanaged.title': 'Ce qui n’est pas un locataire',
  'setup.unmanaged.lines': 'Lignes qui permettent aux propriétaires de le voir',
  'setup.unmanaged.hint':
    'Pour app-config.yaml : des cartes sur les entités qui portent des annotations de Kubernetes, d’Argo CD ou de Flux, pour les namespaces qui ne sont pas des locataires. Sans elles, rien n’en est montré.',
} as const;
