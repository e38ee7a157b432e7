/** German, for forms. */
export default {
  'labels.backends': 'Backends',
  'labels.endpoint': 'Endpunkt',
  'labels.environments': 'Umgebungen',
  'labels.gateway': 'Gateway',
  'labels.hostname': 'Hostname',
  'labels.name': 'Name',
  'labels.owner': 'Besitzer',
  'labels.path': 'Pfad',
  'labels.port': 'Port',
  'labels.preview': 'Was das bewirkt',
  'labels.rows': 'Zeilen',
  'labels.store': 'Speicher',
  'labels.tenant': 'Mandant',
  'labels.text': 'Text',
  'labels.tier': 'Stufe',
  'labels.value': 'Wert',
  'labels.variables': 'Umgebungsvariablen',
  'labels.weight': 'Gewicht',
  'shared.tryAgain': 'Noch einmal versuchen',
  'shared.looking': 'Wird geprüft',
  'shared.notOffered': '{{ name }} (nicht angeboten)',
  'shared.notIn': '{{ name }} (nicht in {{ environments }})',
  'shared.platformUnread':
    '{{ label }}: Die Plattform konnte nicht gelesen werden. {{ why }}',
  'shared.unchecked': 'Konnte nicht geprüft werden: {{ why }}',
  'shared.fillIn': 'Fülle dies aus',
  'shared.fillInSuchAs': 'Fülle dies aus, zum Beispiel mit {{ example }}',
  'shared.atLeastOne': 'Füge mindestens einen Eintrag hinzu',
  'shared.row': 'Zeile {{ number }}',
  'shared.rowProblem': '{{ place }}: {{ problem }}',
  'shared.remove': '{{ name }} entfernen',
  'shared.addRow': 'Zeile hinzufügen',
  'shared.tenantFirst': 'Wähle zuerst einen Mandanten.',
  'shared.twice': '{{ name }} gibt es zweimal',
  'endpoint.none':
    '{{ label }}: Keine gewählte Umgebung bietet einen für Trigger der Art {{ type }} an. Frage das Plattformteam.',
  'environments.atLeastOne': 'Wähle mindestens eine Umgebung',
  'environments.notOffered':
    '„{{ name }}“ ist keine Umgebung; die Plattform bietet {{ offered }}',
  'environments.own': 'Eigenes: {{ fields }}',
  'environments.asBefore': 'Wie auf den Seiten davor',
  'gateway.nobody': 'Niemand von außen',
  'gateway.none':
    'Kein Gateway der Plattform nimmt das in allen gewählten Umgebungen an.',
  'gateway.choose': 'Wähle, wer es erreicht',
  'gateway.notOffered':
    '„{{ name }}“ ist kein Gateway aller gewählten Umgebungen für dieses Protokoll',
  'gateway.option': '{{ name }} ({{ visibility }})',
  'hostname.tenantFirst':
    'Wähle zuerst einen Mandanten: Ein Hostname liegt in dessen Domains.',
  'hostname.unknown': 'Ob er frei ist, ließ sich nicht feststellen: {{ why }}',
  'hostname.problem': '{{ environment }}: {{ message }}',
  'owner.unread':
    '{{ label }}: Deine Gruppen konnten nicht gelesen werden. {{ why }}',
  'owner.none':
    'Du bist in keiner Gruppe, und ein Mandant gehört einer Gruppe. Lass dich zuerst in eine aufnehmen.',
  'owner.choose': 'Wähle die Gruppe, der er gehört',
  'port.numberOrName':
    'Nimm eine ganze Zahl von 1 bis 65535, zum Beispiel 8080, oder den Namen eines Ports',
  'port.name':
    'Nimm den Namen eines Ports, zum Beispiel http, oder seine Nummer',
  'request.before': 'Das hast du vorhin eingegeben.',
  'request.anew': 'Neu beginnen',
  'request.reading': 'Der Antrag wird gelesen',
  'request.unread': 'Der Antrag konnte nicht gelesen werden: {{ why }}',
  'request.filledIn': 'Ausgefüllt: {{ title }}. {{ changes }}',
  'request.gone':
    'Was behoben werden sollte, gibt es nicht mehr. Nichts wurde ausgefüllt.',
  'request.inGit': 'So steht es jetzt in Git.',
  'request.nextPages':
    'Die nächsten Seiten zeigen, was in Git steht. Was sie nicht zeigen, bleibt, wie es ist.',
  'request.none': '{{ tenant }} hat noch nichts der Art {{ kind }}.',
  'request.noTenant': 'Dir gehört noch kein Mandant.',
  'request.namesUnread':
    '{{ label }}: Was es gibt, konnte nicht gelesen werden. {{ why }}',
  'request.kindFirst': 'Wähle zuerst, was es ist.',
  'request.choose': 'Wähle, worum es geht',
  'preview.label': 'Vorschau',
  'preview.fillIn':
    'Fülle das Formular aus; hier erscheint, was es schreiben würde.',
  'preview.fillInFirst': 'Fülle zuerst das Formular aus',
  'preview.failed': 'Die Vorschau konnte nicht erstellt werden: {{ why }}',
  'preview.rendering': 'Wird gerendert',
  'preview.changes': 'Was sich ändert',
  'preview.files': 'Dateien {{ number }}',
  'preview.findings': 'Befunde {{ number }}',
  'preview.groups.added': 'Neu',
  'preview.groups.changed': 'Geändert',
  'preview.groups.removed': 'Entfernt',
  'preview.groups.same': 'Außerdem',
  'preview.fileChanges.added': 'neu',
  'preview.fileChanges.changed': 'geändert',
  'preview.fileChanges.removed': 'entfernt',
  'preview.fileChanges.same': 'gleich',
  'preview.lines.added': 'hinzugefügt',
  'preview.lines.removed': 'entfernt',
  'preview.nothing': 'Nichts ändert sich: All das steht schon in Git.',
  'preview.noFile': 'Keine Datei ändert sich.',
  'preview.noProblem': 'Keine Probleme gefunden.',
  'preview.severities.error': 'Fehler',
  'preview.severities.warning': 'Warnung',
  'preview.severities.info': 'Hinweis',
  'preview.goTo': 'Zu {{ field }} ({{ page }})',
  'preview.fixableBy': '{{ fix }} ({{ who }})',
  'preview.difference': 'Unterschied zu Git',
  'preview.copy': 'Kopieren',
  'preview.copied': 'Kopiert',
  'preview.unchanged': '{{ number }} Zeilen zeigen, die bleiben',
  'preview.noCluster':
    'Kein Cluster wurde gefragt: Nur der Antrag selbst ist geprüft.',
  'preview.forbid_one': '1 Befund verbietet das',
  'preview.forbid_other': '{{ count }} Befunde verbieten das',
  'preview.removals': 'Was wegfällt',
  'preview.confirm': 'Damit fällt etwas weg. Bestätige es für jede Umgebung.',
  'preview.removeFrom': 'Aus {{ environment }} entfernen: {{ objects }}',
  'preview.usedBy': 'Noch verwendet von {{ users }}',
  'preview.push':
    'Die letzte Schaltfläche committet auf den Branch {{ branch }} von {{ places }}. Von dort wendet Argo CD es an.',
  'preview.propose':
    'Die letzte Schaltfläche öffnet einen Antrag zum Merge in den Branch {{ branch }} von {{ places }}. Vor dem Merge ändert sich nichts.',
  'preview.and': '{{ one }} und {{ other }}',
  'preview.yamlProblems': 'Das YAML muss zuerst berichtigt werden.',
  'preview.yamlOther':
    'Im YAML geht es um einen anderen Antrag als im Formular: Berichtige kind und metadata.',
  'yaml.label': 'Der Antrag als YAML',
  'yaml.write': 'Als YAML schreiben',
  'yaml.hint':
    'Dies zählt, und nicht mehr, was auf den Seiten davor steht. Kommentare der Datei in Git bleiben. Strg+Leertaste zeigt, was an dieser Stelle stehen kann; Tab verlässt den Text.',
  'yaml.unloaded':
    'Der Editor kann nicht geladen werden: {{ why }}. Lade die Seite neu.',
  'yaml.drop': 'YAML verwerfen und wieder das Formular nehmen',
  'yaml.loading': 'Der Editor wird geladen',
  'yaml.line': 'Zeile {{ number }}',
  'path.tenantFirst':
    'Wähle zuerst einen Mandanten: Ein Pfad liegt unter dessen Präfix.',
  'path.which': 'Nenne das Secret unter {{ prefix }}',
  'path.outside': 'Pfade in {{ store }} beginnen mit {{ prefix }}',
  'path.dots': 'Ein Pfad enthält kein „..“',
  'store.none':
    'Kein Speicher der Plattform für Secrets ist in allen gewählten Umgebungen.',
  'store.choose': 'Wähle einen Speicher',
  'store.notOffered':
    '„{{ name }}“ ist kein Speicher für Secrets in allen gewählten Umgebungen',
  'store.option': '{{ name }} ({{ provider }})',
  'name.needed': 'Ein Name ist nötig',
  'name.tooLong':
    'Ein Name hat höchstens {{ most }} Zeichen, dieser hat {{ length }}',
  'name.upperCase': 'Ein Name hat keine Großbuchstaben',
  'name.characters': 'Ein Name hat nur Kleinbuchstaben, Ziffern und -',
  'name.ends':
    'Ein Name beginnt und endet mit einem Buchstaben oder einer Ziffer',
  'name.free': '{{ name }} ist frei',
  'name.unknown':
    'Ob {{ name }} frei ist, ließ sich nicht feststellen: {{ why }}',
  'tenant.unread':
    '{{ label }}: Deine Mandanten konnten nicht gelesen werden. {{ why }}',
  'tenant.denied':
    'Die Berechtigungsrichtlinie dieses Portals verweigert dir {{ permission }}, darum lässt sich kein Mandant wählen. Frage, wer die Richtlinie pflegt.',
  'tenant.none':
    'Dir gehört noch kein Mandant. Beantrage zuerst einen, oder lass dich vom Besitzer eines Mandanten in dessen Gruppe aufnehmen.',
  'tenant.choose': 'Wähle einen Mandanten',
  'tenant.notYours': 'Dir gehört kein Mandant „{{ name }}“',
  'text.wholeAtLeast':
    'Nimm eine ganze Zahl ab {{ min }}, zum Beispiel {{ example }}',
  'text.wholeBetween':
    'Nimm eine ganze Zahl von {{ min }} bis {{ max }}, zum Beispiel {{ example }}',
  'text.above': 'Nimm eine Zahl über 0, zum Beispiel {{ example }}',
  'text.aboveUpTo':
    'Nimm eine Zahl über 0 und bis {{ max }}, zum Beispiel {{ example }}',
  'text.cpu': 'Nimm eine Zahl wie 0.5 oder 500m',
  'text.addUnit':
    'Füge eine Einheit hinzu, zum Beispiel {{ number }}Mi; ohne Einheit sind es Bytes',
  'text.memory': 'Nimm eine Zahl mit Einheit, zum Beispiel 256Mi oder 1Gi',
  'text.duration':
    'Nimm eine Zahl mit Einheit, zum Beispiel 500ms, 10s oder 5m',
  'text.slash': 'Beginne mit einem Schrägstrich, zum Beispiel /{{ path }}',
  'text.spaces': 'Lass die Leerzeichen weg, wie in {{ example }}',
  'text.label':
    'Nimm Kleinbuchstaben, Ziffern und -, zum Beispiel {{ example }}',
  'text.prefix': 'Nimm Kleinbuchstaben, Ziffern, - und ., zum Beispiel dev-',
  'text.key': 'Nimm Buchstaben, Ziffern, -, _ und ., zum Beispiel api-key',
  'text.hostname':
    'Nimm einen Hostnamen in Kleinbuchstaben, zum Beispiel pay.example.com',
  'text.tooLong': 'Nimm höchstens {{ most }} Zeichen, dies sind {{ length }}',
  'tier.choose': 'Wähle eine Größe',
  'tier.notOffered':
    '„{{ name }}“ ist keine Stufe; die Plattform bietet {{ offered }}',
  'tier.none':
    'Die Plattform bietet noch keine Stufe an. Das Plattformteam legt sie in seiner Konfiguration fest.',
  'variables.add': 'Variable hinzufügen',
  'variables.variable': 'Variable',
  'variables.secret':
    'Wer Git lesen darf, sieht diesen Wert. Ist er geheim, beantrage ihn mit der Vorlage für Secrets und nenne ihn unten.',
  'variables.taken_one': '1 Variable aus dem Eingefügten übernommen.',
  'variables.taken_other':
    '{{ count }} Variablen aus dem Eingefügten übernommen.',
  'variables.paste':
    'Mehrere Zeilen NAME=Wert lassen sich in eine Zeile einfügen.',
  'variables.unnamed':
    'Gib diesem Wert einen Namen, zum Beispiel {{ example }}',
  'variables.variableName':
    'Nimm für einen Namen Buchstaben, Ziffern und _, vorn keine Ziffer, zum Beispiel {{ example }}',
  'variables.keyName':
    'Nimm für einen Namen Buchstaben, Ziffern, -, _ und ., zum Beispiel {{ example }}',
  'variables.tooLong':
    'Nimm für {{ name }} höchstens {{ most, number }} Zeichen, dies sind {{ length, number }}',
  'weights.service': 'Service',
  'weights.someService': 'Service',
  'weights.add': 'Service hinzufügen',
  'weights.sum':
    'Zusammen {{ sum }}. Jeder Service bekommt sein Gewicht von {{ sum }} Anfragen.',
  'weights.share': '{{ share, number }} %',
  'weights.range': 'Von {{ min }} bis {{ max }}',
  'weights.nameOne': 'Nenne einen Service, zum Beispiel web',
  'weights.atLeastOne': 'Füge mindestens einen Service hinzu',
  'weights.nameAll': 'Nenne jeden Service, zum Beispiel web',
  'weights.port':
    'Ein Port ist eine ganze Zahl von {{ min }} bis {{ max }}, zum Beispiel 8080',
  'weights.weight':
    'Ein Gewicht ist eine ganze Zahl von {{ min }} bis {{ max }}, zum Beispiel 90',
  'weights.allZero':
    'Sind alle Gewichte 0, wird jede Anfrage mit einem Fehler beantwortet',
} as const;
