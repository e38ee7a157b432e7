/** French, for forms. */
export default {
  'labels.backends': 'Backends',
  'labels.endpoint': 'Endpoint',
  'labels.environments': 'Environnements',
  'labels.gateway': 'Passerelle',
  'labels.hostname': 'Nom d’hôte',
  'labels.name': 'Nom',
  'labels.owner': 'Propriétaire',
  'labels.path': 'Chemin',
  'labels.port': 'Port',
  'labels.preview': 'Ce que cela fera',
  'labels.rows': 'Lignes',
  'labels.store': 'Coffre',
  'labels.tenant': 'Locataire',
  'labels.text': 'Texte',
  'labels.tier': 'Niveau',
  'labels.value': 'Valeur',
  'labels.variables': 'Variables d’environnement',
  'labels.weight': 'Poids',
  'shared.tryAgain': 'Réessayer',
  'shared.looking': 'Vérification',
  'shared.notOffered': '{{ name }} (non proposé)',
  'shared.notIn': '{{ name }} (pas dans {{ environments }})',
  'shared.platformUnread':
    '{{ label }} : la plateforme n’a pas pu être lue. {{ why }}',
  'shared.unchecked': 'N’a pas pu être vérifié : {{ why }}',
  'shared.fillIn': 'Remplissez ce champ',
  'shared.fillInSuchAs': 'Remplissez ce champ, par exemple avec {{ example }}',
  'shared.atLeastOne': 'Ajoutez au moins une entrée',
  'shared.row': 'ligne {{ number }}',
  'shared.rowProblem': '{{ place }} : {{ problem }}',
  'shared.remove': 'Retirer {{ name }}',
  'shared.addRow': 'Ajouter une ligne',
  'shared.tenantFirst': 'Choisissez d’abord un locataire.',
  'shared.twice': '{{ name }} figure deux fois',
  'endpoint.none':
    '{{ label }} : aucun environnement choisi n’en propose pour les déclencheurs de type {{ type }}. Demandez à l’équipe plateforme.',
  'environments.atLeastOne': 'Choisissez au moins un environnement',
  'environments.notOffered':
    '« {{ name }} » n’est pas un environnement ; la plateforme propose {{ offered }}',
  'environments.own': 'En propre : {{ fields }}',
  'environments.asBefore': 'Comme sur les pages précédentes',
  'gateway.nobody': 'Personne de l’extérieur',
  'gateway.none':
    'Aucune passerelle de la plateforme ne l’accepte dans tous les environnements choisis.',
  'gateway.choose': 'Choisissez qui peut l’atteindre',
  'gateway.notOffered':
    '« {{ name }} » n’est pas une passerelle de tous les environnements choisis pour ce protocole',
  'gateway.option': '{{ name }} ({{ visibility }})',
  'hostname.tenantFirst':
    'Choisissez d’abord un locataire : un nom d’hôte se trouve dans ses domaines.',
  'hostname.unknown': 'Impossible de savoir s’il est libre : {{ why }}',
  'hostname.problem': '{{ environment }} : {{ message }}',
  'owner.unread': '{{ label }} : vos groupes n’ont pas pu être lus. {{ why }}',
  'owner.none':
    'Vous n’êtes dans aucun groupe, et un locataire appartient à un groupe. Demandez d’abord à en rejoindre un.',
  'owner.choose': 'Choisissez le groupe propriétaire',
  'port.numberOrName':
    'Indiquez un nombre entier de 1 à 65535, par exemple 8080, ou le nom d’un port',
  'port.name': 'Indiquez le nom d’un port, par exemple http, ou son numéro',
  'request.before': 'Voici ce que vous aviez saisi.',
  'request.anew': 'Recommencer',
  'request.reading': 'Lecture de la demande',
  'request.unread': 'La demande n’a pas pu être lue : {{ why }}',
  'request.filledIn': 'Rempli : {{ title }}. {{ changes }}',
  'request.gone':
    'Ce qui devait être corrigé n’existe plus. Rien n’a été rempli.',
  'request.inGit': 'Voici ce que Git contient maintenant.',
  'request.nextPages':
    'Les pages suivantes montrent ce qui est dans Git. Ce qu’elles ne montrent pas reste tel quel.',
  'request.none': '{{ tenant }} n’a encore rien du type {{ kind }}.',
  'request.noTenant': 'Vous ne possédez pas encore de locataire.',
  'request.namesUnread':
    '{{ label }} : ce qui existe n’a pas pu être lu. {{ why }}',
  'request.kindFirst': 'Choisissez d’abord de quoi il s’agit.',
  'request.choose': 'Choisissez ce dont il s’agit',
  'preview.label': 'Aperçu',
  'preview.fillIn':
    'Remplissez le formulaire ; ce qu’il écrirait s’affiche ici.',
  'preview.fillInFirst': 'Remplissez d’abord le formulaire',
  'preview.failed': 'L’aperçu n’a pas pu être créé : {{ why }}',
  'preview.rendering': 'Rendu en cours',
  'preview.changes': 'Ce qui change',
  'preview.files': 'Fichiers {{ number }}',
  'preview.findings': 'Constats {{ number }}',
  'preview.groups.added': 'Ajouté',
  'preview.groups.changed': 'Modifié',
  'preview.groups.removed': 'Retiré',
  'preview.groups.same': 'En plus',
  'preview.fileChanges.added': 'ajouté',
  'preview.fileChanges.changed': 'modifié',
  'preview.fileChanges.removed': 'retiré',
  'preview.fileChanges.same': 'identique',
  'preview.lines.added': 'ajouté',
  'preview.lines.removed': 'retiré',
  'preview.nothing': 'Rien ne change : Git contient déjà tout cela.',
  'preview.noFile': 'Aucun fichier ne change.',
  'preview.noProblem': 'Aucun problème trouvé.',
  'preview.severities.error': 'Erreur',
  'preview.severities.warning': 'Avertissement',
  'preview.severities.info': 'Note',
  'preview.goTo': 'Aller à {{ field }} ({{ page }})',
  'preview.fixableBy': '{{ fix }} ({{ who }})',
  'preview.difference': 'Différence avec Git',
  'preview.copy': 'Copier',
  'preview.copied': 'Copié',
  'preview.unchanged': 'Montrer {{ number }} lignes inchangées',
  'preview.noCluster':
    'Aucun cluster n’a été interrogé : seule la demande elle-même est vérifiée.',
  'preview.forbid_one': '1 constat l’interdit',
  'preview.forbid_other': '{{ count }} constats l’interdisent',
  'preview.removals': 'Ce qui disparaît',
  'preview.confirm':
    'Ceci retire quelque chose. Confirmez-le pour chaque environnement.',
  'preview.removeFrom': 'Retirer de {{ environment }} : {{ objects }}',
  'preview.usedBy': 'Encore utilisé par {{ users }}',
  'preview.push':
    'Le dernier bouton committe sur la branche {{ branch }} de {{ places }}. Argo CD l’applique à partir de là.',
  'preview.propose':
    'Le dernier bouton ouvre une demande de fusion dans la branche {{ branch }} de {{ places }}. Rien ne change avant la fusion.',
  'preview.and': '{{ one }} et {{ other }}',
  'preview.yamlProblems': 'Le YAML doit d’abord être corrigé.',
  'preview.yamlOther':
    'Le YAML concerne une autre demande que le formulaire : corrigez kind et metadata.',
  'yaml.label': 'La demande en YAML',
  'yaml.write': 'L’écrire en YAML',
  'yaml.hint':
    'Ceci compte, et non plus ce que disent les pages précédentes. Les commentaires du fichier dans Git restent. Ctrl+Espace montre ce qui peut être écrit là où se trouve le curseur ; Tab quitte le texte.',
  'yaml.unloaded':
    'L’éditeur ne peut pas être chargé : {{ why }}. Rechargez la page.',
  'yaml.drop': 'Abandonner le YAML et reprendre le formulaire',
  'yaml.loading': 'Chargement de l’éditeur',
  'yaml.line': 'Ligne {{ number }}',
  'path.tenantFirst':
    'Choisissez d’abord un locataire : un chemin se trouve sous son préfixe.',
  'path.which': 'Indiquez quel secret sous {{ prefix }}',
  'path.outside': 'Les chemins dans {{ store }} commencent par {{ prefix }}',
  'path.dots': 'Un chemin ne contient pas « .. »',
  'store.none':
    'Aucun coffre de la plateforme n’est dans tous les environnements choisis.',
  'store.choose': 'Choisissez un coffre',
  'store.notOffered':
    '« {{ name }} » n’est pas un coffre de tous les environnements choisis',
  'store.option': '{{ name }} ({{ provider }})',
  'name.needed': 'Il faut un nom',
  'name.tooLong':
    'Un nom a au plus {{ most }} caractères, celui-ci en a {{ length }}',
  'name.upperCase': 'Un nom n’a pas de majuscules',
  'name.characters': 'Un nom n’a que des minuscules, des chiffres et -',
  'name.ends': 'Un nom commence et finit par une lettre ou un chiffre',
  'name.free': '{{ name }} est libre',
  'name.unknown': 'Impossible de savoir si {{ name }} est libre : {{ why }}',
  'tenant.unread':
    '{{ label }} : vos locataires n’ont pas pu être lus. {{ why }}',
  'tenant.denied':
    'La politique de permissions de ce portail vous refuse {{ permission }} : aucun locataire ne peut être choisi. Demandez à qui tient la politique.',
  'tenant.none':
    'Vous ne possédez pas encore de locataire. Demandez-en un, ou demandez au propriétaire de l’un d’eux de vous ajouter à son groupe.',
  'tenant.choose': 'Choisissez un locataire',
  'tenant.notYours': 'Vous ne possédez pas de locataire « {{ name }} »',
  'text.wholeAtLeast':
    'Indiquez un nombre entier d’au moins {{ min }}, par exemple {{ example }}',
  'text.wholeBetween':
    'Indiquez un nombre entier de {{ min }} à {{ max }}, par exemple {{ example }}',
  'text.above': 'Indiquez un nombre supérieur à 0, par exemple {{ example }}',
  'text.aboveUpTo':
    'Indiquez un nombre supérieur à 0 et d’au plus {{ max }}, par exemple {{ example }}',
  'text.cpu': 'Indiquez un nombre comme 0.5 ou 500m',
  'text.addUnit':
    'Ajoutez une unité, par exemple {{ number }}Mi ; sans unité, ce sont des octets',
  'text.memory': 'Indiquez un nombre avec une unité, par exemple 256Mi ou 1Gi',
  'text.duration':
    'Indiquez un nombre avec une unité, par exemple 500ms, 10s ou 5m',
  'text.slash': 'Commencez par une barre oblique, par exemple /{{ path }}',
  'text.spaces': 'Enlevez les espaces, comme dans {{ example }}',
  'text.label':
    'Utilisez des minuscules, des chiffres et -, par exemple {{ example }}',
  'text.prefix':
    'Utilisez des minuscules, des chiffres, - et ., par exemple dev-',
  'text.key':
    'Utilisez des lettres, des chiffres, -, _ et ., par exemple api-key',
  'text.hostname':
    'Indiquez un nom d’hôte en minuscules, par exemple pay.example.com',
  'text.tooLong':
    'Utilisez au plus {{ most }} caractères, il y en a {{ length }}',
  'tier.choose': 'Choisissez une taille',
  'tier.notOffered':
    '« {{ name }} » n’est pas un niveau ; la plateforme propose {{ offered }}',
  'tier.none':
    'La plateforme ne propose pas encore de niveau. L’équipe plateforme les définit dans sa configuration.',
  'variables.add': 'Ajouter une variable',
  'variables.variable': 'variable',
  'variables.secret':
    'Quiconque peut lire Git voit cette valeur. Si elle est secrète, demandez-la avec le modèle pour les secrets et nommez-la plus bas.',
  'variables.taken_one': '1 variable reprise de ce qui a été collé.',
  'variables.taken_other':
    '{{ count }} variables reprises de ce qui a été collé.',
  'variables.paste':
    'Plusieurs lignes NOM=valeur peuvent être collées dans une ligne.',
  'variables.unnamed':
    'Donnez un nom à cette valeur, par exemple {{ example }}',
  'variables.variableName':
    'Utilisez pour un nom des lettres, des chiffres et _, sans chiffre au début, par exemple {{ example }}',
  'variables.keyName':
    'Utilisez pour un nom des lettres, des chiffres, -, _ et ., par exemple {{ example }}',
  'variables.tooLong':
    'Utilisez au plus {{ most, number }} caractères pour {{ name }}, il y en a {{ length, number }}',
  'weights.service': 'Service',
  'weights.someService': 'service',
  'weights.add': 'Ajouter un service',
  'weights.sum':
    'Au total {{ sum }}. Chaque service reçoit son poids sur {{ sum }} requêtes.',
  'weights.share': '{{ share, number }} %',
  'weights.range': 'De {{ min }} à {{ max }}',
  'weights.nameOne': 'Nommez un service, par exemple web',
  'weights.atLeastOne': 'Ajoutez au moins un service',
  'weights.nameAll': 'Nommez chaque service, par exemple web',
  'weights.port':
    'Un port est un nombre entier de {{ min }} à {{ max }}, par exemple 8080',
  'weights.weight':
    'Un poids est un nombre entier de {{ min }} à {{ max }}, par exemple 90',
  'weights.allZero':
    'Si tous les poids sont à 0, chaque requête reçoit une erreur',
} as const;
