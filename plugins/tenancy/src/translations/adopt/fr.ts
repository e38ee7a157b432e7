/** French, for the page where what is there is adopted. */
export const adoptInFrench = {
  'adopt.title': 'Reprendre l’existant',
  'adopt.open': 'Reprendre l’existant',
  'adopt.lead':
    'Des namespaces déjà présents deviennent des locataires par des demandes dans Git. Rien ici ne modifie un cluster, et aucun Secret n’est lu.',
  'adopt.notAdmin':
    'Seuls les administrateurs de la plateforme voient cette page : ceux que tenancy.admins nomme dans app-config.',
  'adopt.progress':
    '{{ adopted, number }} namespaces repris sur {{ total, number }}',
  'adopt.none':
    'Il n’y a rien à reprendre : les clusters n’ont pas d’autres namespaces que ceux du cluster et de la plateforme.',
  'adopt.nothingRemains':
    'Il ne reste rien à reprendre : chaque namespace, hors ceux du cluster et de la plateforme, est à un locataire.',
  'adopt.unread':
    'Les namespaces de {{ cluster }} ne sont pas connus : {{ why }}',
  'adopt.states.label': 'Ce que deviennent les namespaces',
  'adopt.states.mapped': 'En attente',
  'adopt.states.open': 'Sans propriétaire',
  'adopt.states.adopted': 'Repris',
  'adopt.states.system': 'Refusé',
  'adopt.search': 'Chercher des namespaces',
  'adopt.searchHint': 'Namespace, locataire ou propriétaire',
  'adopt.rules.title': 'À qui cela appartient',
  'adopt.rules.hint':
    'La première règle qui convient à un namespace compte. Un propriétaire vient d’ici seulement, jamais des labels d’un cluster. * vaut pour toute partie d’un nom ; un propriétaire peut utiliser {{ namespace }} et {{ tenant }}.',
  'adopt.rules.item': 'Règle {{ number, number }}',
  'adopt.rules.namespace': 'Namespace',
  'adopt.rules.namespaceHint': 'team-*',
  'adopt.rules.owner': 'Propriétaire',
  'adopt.rules.ownerHint': 'group:default/team',
  'adopt.rules.environment': 'Environnement',
  'adopt.rules.any': 'là où il est',
  'adopt.rules.tenant': 'Locataire',
  'adopt.rules.tenantHint': 'd’après son nom',
  'adopt.rules.tier': 'Niveau',
  'adopt.rules.byQuota': 'd’après son quota',
  'adopt.rules.add': 'Ajouter une règle',
  'adopt.rules.remove': 'Retirer la règle {{ number, number }}',
  'adopt.rules.up': 'Monter la règle {{ number, number }}',
  'adopt.rules.apply': 'Appliquer les règles',
  'adopt.rules.applied': 'Les règles sont appliquées.',
  'adopt.rules.pending': 'Pas encore appliquées.',
  'adopt.rules.incomplete':
    'Une règle a besoin d’un namespace et d’un propriétaire.',
  'adopt.rules.useConfigured': 'Commencer par tenancy.unmanaged.owners',
  'adopt.list.title': 'Namespaces',
  'adopt.list.namespace': 'Namespace',
  'adopt.list.state': 'État',
  'adopt.list.tenant': 'Locataire et propriétaire',
  'adopt.list.says': 'Le cluster dit',
  'adopt.list.saysHint':
    'Écrit par quiconque peut écrire un namespace ; cela ne décide rien.',
  'adopt.list.holds': 'Contient',
  'adopt.list.nameOwner': 'Ajouter une règle',
  'adopt.list.nameOwnerOf': 'Ajouter une règle pour {{ namespace }}',
  'adopt.list.more': 'Afficher plus',
  'adopt.list.shown': '{{ shown, number }} sur {{ total, number }}',
  'adopt.list.nothing': 'Aucun namespace ne correspond.',
  'adopt.preview.title': 'Ce que cela deviendrait',
  'adopt.preview.hint':
    'Rien n’est écrit. Examinez chaque locataire avant de le porter dans Git.',
  'adopt.preview.noRules':
    'Nommez un propriétaire pour voir ce que deviendrait un namespace.',
  'adopt.preview.button_one': 'Aperçu de 1 locataire',
  'adopt.preview.button_other': 'Aperçu de {{ count, number }} locataires',
  'adopt.preview.again': 'Nouvel aperçu',
  'adopt.preview.working': 'Lecture de l’existant …',
  'adopt.preview.of': '{{ shown, number }} locataires sur {{ total, number }}',
  'adopt.preview.notRead':
    'Tout n’a pas pu être lu ; ce qui est dit nouveau existe peut-être :',
  'adopt.preview.others': 'D’Argo CD, seulement énumérés',
  'adopt.preview.owner': '{{ owner }} · niveau {{ tier }}',
  'adopt.preview.nearest': 'le plus petit qui contient son quota',
  'adopt.preview.largest': 'le plus grand, qui ne contient pas son quota',
  'adopt.preview.counts.same_one': '1 identique',
  'adopt.preview.counts.same_other': '{{ count, number }} identiques',
  'adopt.preview.counts.changed_one': '1 changerait',
  'adopt.preview.counts.changed_other': '{{ count, number }} changeraient',
  'adopt.preview.counts.new_one': '1 serait nouveau',
  'adopt.preview.counts.new_other': '{{ count, number }} seraient nouveaux',
  'adopt.preview.counts.kept_one': '1 gardé tel quel',
  'adopt.preview.counts.kept_other': '{{ count, number }} gardés tels quels',
  'adopt.preview.counts.listed_one': '1 seulement énuméré',
  'adopt.preview.counts.listed_other': '{{ count, number }} seulement énumérés',
  'adopt.preview.fates.same': 'Identique',
  'adopt.preview.fates.changed': 'Changerait',
  'adopt.preview.fates.new': 'Serait nouveau',
  'adopt.preview.fates.kept': 'Gardé',
  'adopt.preview.fates.listed': 'Énuméré',
  'adopt.preview.fate': 'Quoi',
  'adopt.preview.objects': 'Objets',
  'adopt.preview.why': 'Pourquoi',
  'adopt.preview.objectsOf': 'Objets de {{ tenant }}',
  'adopt.preview.and': 'et {{ number, number }} de plus',
  'adopt.preview.there': 'présent : {{ value }}',
  'adopt.preview.rendered': 'rendu : {{ value }}',
  'adopt.preview.further':
    '{{ number, number }} autres lignes sont dans le rapport de la commande.',
  'adopt.preview.grants': 'À examiner',
  'adopt.preview.left': 'Laissé de côté, car aucune demande ne peut le dire',
  'adopt.preview.closes':
    'Une nouvelle default-deny ferme le namespace sauf pour ce que le locataire déclare. Avec le locataire dans tenancy.reportOnly, elle est omise.',
  'adopt.preview.credentials':
    'Identifiants en clair, qui ne vont pas dans Git',
  'adopt.preview.existing': 'Lignes pour tenancy.naming.existing',
  'adopt.preview.existingHint':
    'Pour app-config.yaml. Sans elles, les demandes créeraient d’autres namespaces.',
  'adopt.preview.files': 'Fichiers',
  'adopt.preview.long': 'Il est long ; la commande l’écrit.',
  'adopt.preview.blocked': 'Impossible de le porter dans Git depuis ici :',
  'adopt.preview.commit': 'Committer {{ tenant }}',
  'adopt.preview.propose': 'Ouvrir une pull request pour {{ tenant }}',
  'adopt.preview.done': 'dans Git',
  'adopt.preview.waits': 'en attente de revue',
  'adopt.reasons.apiServerRefuses':
    'un serveur d’API le refuserait : {{ said }}',
  'adopt.reasons.cannotBeAdopted': 'le locataire ne peut pas être repris',
  'adopt.reasons.credentials':
    'il contient des identifiants en clair ({{ fields }}), qui ne vont pas dans Git ; placez-les dans le coffre et demandez un Secret',
  'adopt.reasons.foundTwice':
    'il a été trouvé une seconde fois avec un autre contenu ; le premier compte',
  'adopt.reasons.guardRailRefuses': 'un garde-fou le refuse : {{ said }}',
  'adopt.reasons.kindOfController':
    'les objets de type {{ kind }} sont écrits par des contrôleurs',
  'adopt.reasons.kindOfPlatform':
    'les objets de type {{ kind }} sont écrits par la plateforme ; il reste tel quel',
  'adopt.reasons.kindUnknown':
    'on ne sait rien de son type ; nommez-le dans tenancy.teamKinds si les équipes peuvent l’écrire',
  'adopt.reasons.kindUnread':
    'son type n’a pas pu y être lu, il peut donc déjà exister',
  'adopt.reasons.nameOfNoFile': 'son nom ne peut pas être un nom de fichier',
  'adopt.reasons.noEnvironment':
    'la règle {{ rule }} ne nomme aucun environnement, et ce peut être l’un de {{ environments }}',
  'adopt.reasons.noRule': 'aucune règle ne le nomme',
  'adopt.reasons.noTenant':
    'aucun locataire n’a ce namespace dans {{ environment }} d’après naming.namespace ({{ template }}) ; nommez-en un dans sa règle',
  'adopt.reasons.otherNamespace': 'il n’est dans aucun namespace du locataire',
  'adopt.reasons.ownNames':
    'ses namespaces ont des noms à eux : mettez d’abord les lignes pour naming.existing dans app-config',
  'adopt.reasons.ownerUnknown':
    'il n’y a pas de groupe {{ owner }} dans le catalogue',
  'adopt.reasons.ofCluster': 'il appartient au cluster entier',
  'adopt.reasons.system': 'c’est un namespace du cluster ou de la plateforme',
  'adopt.reasons.tenantTaken':
    'le locataire {{ tenant }} a un autre namespace dans {{ environment }}, et il existe un locataire {{ namespace }} ; nommez un locataire dans la règle',
  'adopt.reasons.tooLarge':
    'il dépasse {{ size }} Kio, ce qu’Argo CD ne peut pas appliquer',
  'adopt.reasons.tooMany':
    'son namespace a plus de {{ most }} objets à garder tels quels ; ce qui les crée doit être dans Git',
  'adopt.reasons.beingDeleted': 'il est en cours de suppression',
  'adopt.reasons.fileTaken':
    'il y a dans Git un fichier {{ path }} avec autre chose, qui reste tel quel ; renommez d’abord ce fichier',
  'adopt.reasons.finishedJob': 'c’est un Job arrivé à son terme',
  'adopt.reasons.gitOtherwise':
    'Git l’a autrement et reste tel quel ; changez-le là si ce qui est dans le cluster est juste',
  'adopt.reasons.managedBy':
    'il est géré par {{ manager }}, qui se le disputerait avec ce qui applique Git',
  'adopt.reasons.requestRefused':
    'sa demande dans Git est refusée, on ne sait donc pas ce qu’elle demande ; corrigez d’abord la demande : {{ said }}',
  'adopt.reasons.unwritable':
    'il contient des caractères que Kustomize refuse de construire ({{ field }}) ; retirez-les d’abord',
  'adopt.reasons.unread': 'tout n’est pas connu : {{ said }}',
  'adopt.choose.title': 'Choisir',
  'adopt.choose.all': 'Tous',
  'adopt.choose.same': 'Ce qui reste identique',
  'adopt.choose.none': 'Aucun',
  'adopt.choose.one': 'Choisir {{ tenant }}',
  'adopt.choose.chosen':
    '{{ chosen, number }} choisis, {{ most, number }} au plus par modification',
  'adopt.choose.nothing':
    'Aucun d’eux ne peut être porté dans Git depuis cette page.',
  'adopt.choose.done_one': '1 locataire :',
  'adopt.choose.done_other': '{{ count, number }} locataires :',
  'adopt.choose.commit_one': 'Committer 1 locataire',
  'adopt.choose.commit_other': 'Committer {{ count, number }} locataires',
  'adopt.choose.propose_one': 'Ouvrir une pull request pour 1 locataire',
  'adopt.choose.propose_other':
    'Ouvrir une pull request pour {{ count, number }} locataires',
  'adopt.command.title': 'En ligne de commande',
  'adopt.command.owners': 'owners.yaml',
  'adopt.command.ownersHint': 'Les règles comme fichier pour la commande.',
  'adopt.command.command': 'Commande',
  'adopt.command.commandHint':
    'Dans un checkout du dépôt. Elle écrit les demandes et les rend ; ouvrez une pull request comme d’habitude. Elle prend tous les locataires à la fois et lit plus de kinds avec vos propres droits.',
} as const;
