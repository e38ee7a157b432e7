/** German, for the page where what is there is adopted. */
export const adoptInGerman = {
  'adopt.title': 'Bestehendes übernehmen',
  'adopt.open': 'Bestehendes übernehmen',
  'adopt.lead':
    'Namespaces, die es schon gab, werden durch Anträge in Git zu Mandanten. Nichts hier ändert einen Cluster, und kein Secret wird gelesen.',
  'adopt.notAdmin':
    'Diese Seite sehen nur Plattform-Admins: die, welche tenancy.admins in app-config nennt.',
  'adopt.progress':
    '{{ adopted, number }} von {{ total, number }} Namespaces übernommen',
  'adopt.none':
    'Es gibt nichts zu übernehmen: Die Cluster haben keine Namespaces außer denen des Clusters und der Plattform.',
  'adopt.nothingRemains':
    'Es bleibt nichts zu übernehmen: Jeder Namespace außer denen des Clusters und der Plattform gehört einem Mandanten.',
  'adopt.unread':
    'Die Namespaces von {{ cluster }} sind nicht bekannt: {{ why }}',
  'adopt.states.label': 'Was aus Namespaces wird',
  'adopt.states.mapped': 'Wartet',
  'adopt.states.open': 'Ohne Besitzer',
  'adopt.states.adopted': 'Übernommen',
  'adopt.states.system': 'Abgelehnt',
  'adopt.search': 'Namespaces suchen',
  'adopt.searchHint': 'Namespace, Mandant oder Besitzer',
  'adopt.rules.title': 'Wem es gehört',
  'adopt.rules.hint':
    'Die erste Regel, die auf einen Namespace passt, zählt. Besitzer kommen nur von hier, nie aus Labels eines Clusters. * steht für jeden Teil eines Namens; ein Besitzer darf {{ namespace }} und {{ tenant }} verwenden.',
  'adopt.rules.item': 'Regel {{ number, number }}',
  'adopt.rules.namespace': 'Namespace',
  'adopt.rules.namespaceHint': 'team-*',
  'adopt.rules.owner': 'Besitzer',
  'adopt.rules.ownerHint': 'group:default/team',
  'adopt.rules.environment': 'Umgebung',
  'adopt.rules.any': 'wo er ist',
  'adopt.rules.tenant': 'Mandant',
  'adopt.rules.tenantHint': 'nach seinem Namen',
  'adopt.rules.tier': 'Stufe',
  'adopt.rules.byQuota': 'nach seiner Quota',
  'adopt.rules.add': 'Regel hinzufügen',
  'adopt.rules.remove': 'Regel {{ number, number }} entfernen',
  'adopt.rules.up': 'Regel {{ number, number }} nach oben',
  'adopt.rules.apply': 'Regeln anwenden',
  'adopt.rules.applied': 'Die Regeln sind angewendet.',
  'adopt.rules.pending': 'Noch nicht angewendet.',
  'adopt.rules.incomplete':
    'Eine Regel braucht einen Namespace und einen Besitzer.',
  'adopt.rules.useConfigured': 'Mit tenancy.unmanaged.owners beginnen',
  'adopt.list.title': 'Namespaces',
  'adopt.list.namespace': 'Namespace',
  'adopt.list.state': 'Zustand',
  'adopt.list.tenant': 'Mandant und Besitzer',
  'adopt.list.says': 'Der Cluster sagt',
  'adopt.list.saysHint':
    'Geschrieben hat es, wer einen Namespace schreiben darf; es entscheidet nichts.',
  'adopt.list.holds': 'Enthält',
  'adopt.list.nameOwner': 'Regel hinzufügen',
  'adopt.list.nameOwnerOf': 'Regel hinzufügen für {{ namespace }}',
  'adopt.list.more': 'Mehr zeigen',
  'adopt.list.shown': '{{ shown, number }} von {{ total, number }}',
  'adopt.list.nothing': 'Kein Namespace passt.',
  'adopt.preview.title': 'Was daraus würde',
  'adopt.preview.hint':
    'Nichts wird geschrieben. Prüfen Sie jeden Mandanten, bevor Sie ihn nach Git bringen.',
  'adopt.preview.noRules':
    'Nennen Sie einen Besitzer, um zu sehen, was aus einem Namespace würde.',
  'adopt.preview.button_one': 'Vorschau für 1 Mandanten',
  'adopt.preview.button_other': 'Vorschau für {{ count, number }} Mandanten',
  'adopt.preview.again': 'Neue Vorschau',
  'adopt.preview.working': 'Bestehendes wird gelesen …',
  'adopt.preview.of': '{{ shown, number }} von {{ total, number }} Mandanten',
  'adopt.preview.notRead':
    'Nicht alles konnte gelesen werden; was neu heißt, kann schon da sein:',
  'adopt.preview.others': 'Von Argo CD, nur aufgeführt',
  'adopt.preview.owner': '{{ owner }} · Stufe {{ tier }}',
  'adopt.preview.nearest': 'die kleinste, die seine Quota fasst',
  'adopt.preview.largest': 'die größte, die seine Quota nicht fasst',
  'adopt.preview.counts.same_one': '1 gleich',
  'adopt.preview.counts.same_other': '{{ count, number }} gleich',
  'adopt.preview.counts.changed_one': '1 würde anders',
  'adopt.preview.counts.changed_other': '{{ count, number }} würden anders',
  'adopt.preview.counts.new_one': '1 wäre neu',
  'adopt.preview.counts.new_other': '{{ count, number }} wären neu',
  'adopt.preview.counts.kept_one': '1 bleibt, wie es ist',
  'adopt.preview.counts.kept_other':
    '{{ count, number }} bleiben, wie sie sind',
  'adopt.preview.counts.listed_one': '1 nur aufgeführt',
  'adopt.preview.counts.listed_other': '{{ count, number }} nur aufgeführt',
  'adopt.preview.fates.same': 'Gleich',
  'adopt.preview.fates.changed': 'Würde anders',
  'adopt.preview.fates.new': 'Wäre neu',
  'adopt.preview.fates.kept': 'Bleibt',
  'adopt.preview.fates.listed': 'Nur aufgeführt',
  'adopt.preview.fate': 'Was',
  'adopt.preview.objects': 'Objekte',
  'adopt.preview.why': 'Warum',
  'adopt.preview.objectsOf': 'Objekte von {{ tenant }}',
  'adopt.preview.and': 'und {{ number, number }} weitere',
  'adopt.preview.there': 'da: {{ value }}',
  'adopt.preview.rendered': 'gerendert: {{ value }}',
  'adopt.preview.further':
    '{{ number, number }} weitere Zeilen stehen im Bericht des Befehls.',
  'adopt.preview.grants': 'Ansehen',
  'adopt.preview.left': 'Ausgelassen, da kein Antrag es sagen darf',
  'adopt.preview.closes':
    'Eine neue default-deny schließt den Namespace bis auf das, was der Mandant angibt. Mit dem Mandanten in tenancy.reportOnly bleibt sie weg.',
  'adopt.preview.credentials':
    'Zugangsdaten im Klartext, die nicht nach Git gehen',
  'adopt.preview.existing': 'Zeilen für tenancy.naming.existing',
  'adopt.preview.existingHint':
    'Für app-config.yaml. Ohne sie würden die Anträge andere Namespaces anlegen.',
  'adopt.preview.files': 'Dateien',
  'adopt.preview.long': 'Sie ist lang; der Befehl schreibt sie.',
  'adopt.preview.blocked': 'Von hier kann es nicht nach Git:',
  'adopt.preview.commit': '{{ tenant }} committen',
  'adopt.preview.propose': 'Pull-Request für {{ tenant }} öffnen',
  'adopt.preview.done': 'in Git',
  'adopt.preview.waits': 'wartet auf Prüfung',
  'adopt.reasons.apiServerRefuses':
    'ein API-Server würde es ablehnen: {{ said }}',
  'adopt.reasons.cannotBeAdopted': 'der Mandant lässt sich nicht übernehmen',
  'adopt.reasons.credentials':
    'es enthält Zugangsdaten im Klartext ({{ fields }}), die nicht nach Git gehen; legen Sie sie im Secret Store ab und beantragen Sie ein Secret',
  'adopt.reasons.foundTwice':
    'es wurde ein zweites Mal mit anderem Inhalt gefunden; das erste zählt',
  'adopt.reasons.guardRailRefuses': 'eine Leitplanke lehnt es ab: {{ said }}',
  'adopt.reasons.kindOfController':
    'Objekte vom Kind {{ kind }} schreiben Controller',
  'adopt.reasons.kindOfPlatform':
    'Objekte vom Kind {{ kind }} schreibt die Plattform; es bleibt, wie es ist',
  'adopt.reasons.kindUnknown':
    'über sein Kind ist nichts bekannt; nennen Sie es in tenancy.teamKinds, wenn Teams es schreiben dürfen',
  'adopt.reasons.kindUnread':
    'sein Kind konnte dort nicht gelesen werden, es kann also schon da sein',
  'adopt.reasons.nameOfNoFile': 'sein Name kann kein Dateiname sein',
  'adopt.reasons.noEnvironment':
    'die Regel {{ rule }} nennt keine Umgebung, und es kann eine von {{ environments }} sein',
  'adopt.reasons.noRule': 'keine Regel nennt ihn',
  'adopt.reasons.noTenant':
    'kein Mandant hat in {{ environment }} diesen Namespace nach naming.namespace ({{ template }}); nennen Sie einen in seiner Regel',
  'adopt.reasons.otherNamespace': 'es liegt in keinem Namespace des Mandanten',
  'adopt.reasons.ownNames':
    'seine Namespaces haben eigene Namen: Tragen Sie zuerst die Zeilen für naming.existing in app-config ein',
  'adopt.reasons.ownerUnknown': 'im Katalog gibt es keine Gruppe {{ owner }}',
  'adopt.reasons.ofCluster': 'es gehört zum ganzen Cluster',
  'adopt.reasons.system':
    'er ist ein Namespace des Clusters oder der Plattform',
  'adopt.reasons.tenantTaken':
    'der Mandant {{ tenant }} hat in {{ environment }} einen anderen Namespace, und es gibt einen Mandanten {{ namespace }}; nennen Sie in der Regel einen Mandanten',
  'adopt.reasons.tooLarge':
    'es ist größer als {{ size }} KiB, was Argo CD nicht anwenden kann',
  'adopt.reasons.tooMany':
    'sein Namespace hat mehr als {{ most }} Objekte, die bleiben sollen, wie sie sind; was sie erzeugt, gehört nach Git',
  'adopt.reasons.beingDeleted': 'es wird gerade gelöscht',
  'adopt.reasons.fileTaken':
    'in Git gibt es eine Datei {{ path }} mit etwas anderem, die bleibt, wie sie ist; benennen Sie zuerst diese Datei um',
  'adopt.reasons.finishedJob': 'es ist ein Job, der zu Ende gelaufen ist',
  'adopt.reasons.gitOtherwise':
    'Git hat es anders und bleibt, wie es ist; ändern Sie es dort, wo das im Cluster stimmt',
  'adopt.reasons.managedBy':
    'es wird von {{ manager }} verwaltet, was mit dem darum streiten würde, was Git anwendet',
  'adopt.reasons.requestRefused':
    'sein Antrag in Git wird abgelehnt, also ist nicht bekannt, was er verlangt; bringen Sie zuerst den Antrag in Ordnung: {{ said }}',
  'adopt.reasons.unwritable':
    'es enthält Zeichen, die Kustomize nicht baut ({{ field }}); nehmen Sie sie zuerst heraus',
  'adopt.reasons.unread': 'nicht alles ist bekannt: {{ said }}',
  'adopt.choose.title': 'Auswählen',
  'adopt.choose.all': 'Alle',
  'adopt.choose.same': 'Was gleich bleibt',
  'adopt.choose.none': 'Keinen',
  'adopt.choose.one': '{{ tenant }} auswählen',
  'adopt.choose.chosen':
    '{{ chosen, number }} ausgewählt, höchstens {{ most, number }} in einer Änderung',
  'adopt.choose.nothing':
    'Keiner davon lässt sich von hier aus nach Git bringen.',
  'adopt.choose.done_one': '1 Mandant:',
  'adopt.choose.done_other': '{{ count, number }} Mandanten:',
  'adopt.choose.commit_one': '1 Mandanten committen',
  'adopt.choose.commit_other': '{{ count, number }} Mandanten committen',
  'adopt.choose.propose_one': 'Pull-Request für 1 Mandanten öffnen',
  'adopt.choose.propose_other':
    'Pull-Request für {{ count, number }} Mandanten öffnen',
  'adopt.command.title': 'Auf der Befehlszeile',
  'adopt.command.owners': 'owners.yaml',
  'adopt.command.ownersHint': 'Die Regeln als Datei für den Befehl.',
  'adopt.command.command': 'Befehl',
  'adopt.command.commandHint':
    'In einem Checkout des Repositorys. Er schreibt die Anträge und rendert sie; öffnen Sie wie üblich einen Pull-Request. Er nimmt alle Mandanten auf einmal und liest mit Ihren Rechten mehr Kinds.',
} as const;
