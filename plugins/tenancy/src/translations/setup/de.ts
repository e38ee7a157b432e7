/** German, for the setup page and what leads there. */
export const setupInGerman = {
  'setup.title': 'Einrichtung',
  'setup.asking':
    'Cluster und Plugins werden gefragt, was dieses Portal lesen darf. Gleich nach einem Start dauert das einige Sekunden.',
  'setup.open': 'Zur Einrichtung',
  'setup.missing_one':
    '1 Sache fehlt in der Einrichtung dieses Portals oder ist nicht bekannt.',
  'setup.missing_other':
    '{{ count, number }} Sachen fehlen in der Einrichtung dieses Portals oder sind nicht bekannt.',
  'setup.noTenants': 'In diesem Portal gibt es keine Mandanten.',
  'setup.cardsOnly':
    'Karten auf den Seiten von Komponenten, Ressourcen, Systemen und APIs zeigen, was deren Besitzer davon sehen dürfen, wo sie laufen.',
  'setup.notAdmin':
    'Diese Seite sehen nur Plattform-Admins: wen tenancy.admins in app-config nennt, wenn die Berechtigungsrichtlinie ihn Mandanten lesen lässt (tenancy.tenant.read).',
  'setup.you': 'Du bist {{ user }}.',
  'setup.copyOf': 'Kopieren: {{ what }}',
  'setup.copied': 'Kopiert',
  'setup.show': 'Zeigen',
  'setup.first.nothing':
    'Noch ist nichts konfiguriert, und so sieht niemand etwas.',
  'setup.first.lines': 'Zeilen für den Anfang',
  'setup.first.hint':
    'Für app-config.yaml; Admin darin bist du. Die Cluster sind die des Kubernetes-Plugins; es braucht kein Repository und keine Änderung an einem Cluster.',
  'setup.first.next':
    'Setze eigene Gruppe, Namespaces und Projekte ein. Wem eine Entität im Katalog gehört, sieht dann, was diesem Besitzer zugeordnet ist, auf Entitäten mit Annotationen von Kubernetes, Argo CD oder Flux. Admins sehen all das. Nach einem Neustart sagt diese Seite Admins, welche Rechte fehlen und warum eine Entität nichts zeigt.',
  'setup.clusters.title': 'Cluster',
  'setup.clusters.none': 'Kein Cluster ist angebunden.',
  'setup.clusters.away': 'wird nicht gelesen',
  'setup.clusters.awayCost':
    'Bis er gelesen wird, ist alles Unbekannt oder wie zuletzt gesehen, was Karten von ihm sagen.',
  'setup.clusters.readable': '{{ readable }} von {{ total }} Arten sind lesbar',
  'setup.clusters.read': 'gelesen {{ time }}',
  'setup.clusters.narrow': 'Nur in diesen Namespaces gelesen: {{ namespaces }}',
  'setup.clusters.absent_one': '1 Art ist nicht installiert, was nichts kostet',
  'setup.clusters.absent_other':
    '{{ count, number }} Arten sind nicht installiert, was nichts kostet',
  'setup.clusters.allowed_one': '1 Art ist lesbar',
  'setup.clusters.allowed_other': '{{ count, number }} Arten sind lesbar',
  'setup.branches.title': 'Branches von Umgebungen',
  'setup.branches.waiting_one': '1 Datei wartet',
  'setup.branches.waiting_other': '{{ count, number }} Dateien warten',
  'setup.branches.shared_one':
    'Diese hier gehört der Plattform, und keine Seite eines Mandanten zeigt sie:',
  'setup.branches.shared_other':
    'Diese {{ count, number }} gehören der Plattform, und keine Seite eines Mandanten zeigt sie:',
  'setup.branches.further_one': 'und 1 weitere',
  'setup.branches.further_other': 'und {{ count, number }} weitere',
  'setup.branches.states.done': 'Hat alles',
  'setup.branches.states.coming': 'Unterwegs',
  'setup.branches.states.review': 'Wartet auf Review',
  'setup.branches.states.held': 'Zurückgehalten',
  'setup.branches.states.unknown': 'Unbekannt',
  'setup.kinds.label': 'Was von {{ cluster }} nicht gelesen wird',
  'setup.kinds.right': 'Recht',
  'setup.kinds.kinds': 'Arten',
  'setup.kinds.why': 'Grund',
  'setup.kinds.cost': 'Was es kostet',
  'setup.rightWords.allowed': 'Erlaubt',
  'setup.rightWords.partly': 'Zum Teil',
  'setup.rightWords.missing': 'Fehlt',
  'setup.rightWords.absent': 'Nicht installiert',
  'setup.rightWords.unknown': 'Unbekannt',
  'setup.rights.title': 'Rechte des Lesers',
  'setup.rights.whole': 'Für ganze Cluster',
  'setup.rights.wholeHint':
    'Zeigt alles. Für kubectl apply; binde die Rolle an das Konto, dessen Token das Kubernetes-Plugin benutzt. Sie liest kein Secret und schreibt nichts.',
  'setup.rights.narrow': 'Nur für die Namespaces der Konfiguration',
  'setup.rights.narrowHint':
    'Was zum ganzen Cluster gehört, bleibt Unbekannt. Die Namespaces müssen schon da sein.',
  'setup.access.owners':
    'Wem eine Entität im Katalog gehört, sieht, was diesem Besitzer zugeordnet ist, und sonst nichts.',
  'setup.access.entityReaders':
    'Jeder, der eine Entität anmelden kann, kann jeden Workload lesen, den das Lesekonto sieht.',
  'setup.owners.title': 'Wer was sieht',
  'setup.owners.none':
    'Keinem Besitzer ist ein Namespace mit Namen zugeordnet (tenancy.unmanaged.owners).',
  'setup.owners.owner': 'Besitzer',
  'setup.owners.namespaces': 'Namespaces',
  'setup.owners.projects': 'Projekte von Argo CD',
  'setup.owners.flux': 'Flux, anderswo',
  'setup.owners.noProjects': 'keine: keine Applications',
  'setup.owners.nothing': 'Nichts zu sehen',
  'setup.entities.title': 'Was Entitäten zeigen',
  'setup.entities.entity': 'Entität',
  'setup.entities.none':
    'Keine Komponente, keine Ressource, kein System und keine API des Katalogs trägt eine Annotation von Kubernetes, Argo CD oder Flux, die sagt, wo sie läuft.',
  'setup.entities.further': 'Die ersten {{ shown }} von {{ total }}.',
  'setup.parts.title': 'Bestandteile',
  'setup.parts.lines': 'Zeilen für {{ part }}',
  'setup.parts.hint':
    'Für app-config.yaml, oder für das Backend, wo es Code ist.',
  'setup.parts.names.kubernetes': 'Kubernetes-Plugin',
  'setup.parts.names.permissions': 'Berechtigungen',
  'setup.parts.names.git': 'Git',
  'setup.parts.names.actions': 'Aktionen',
  'setup.parts.names.notifications': 'Benachrichtigungen',
  'setup.parts.names.scaffolder': 'Vorlagen',
  'setup.parts.states.on': 'An',
  'setup.parts.states.off': 'Aus',
  'setup.parts.states.unknown': 'Unbekannt',
  'setup.unmanaged.title': 'Was kein Mandant ist',
  'setup.unmanaged.lines': 'Zeilen, mit denen Besitzer es ansehen können',
  'setup.unmanaged.hint':
    'Für app-config.yaml: Karten auf Entitäten mit Annotationen von Kubernetes, Argo CD oder Flux, für Namespaces, die keine Mandanten sind. Ohne sie wird von diesen nichts gezeigt.',
} as const;
