# Rendered from platform/tenants/ledger.yaml: change that file and render again, what is changed here is lost.
# vault policy write ledger vault-policy.hcl
path "secret/data/ledger/*" {
  capabilities = ["read"]
}
path "secret/metadata/ledger/*" {
  capabilities = ["read", "list"]
}
