# Rendered from platform/tenants/notifications.yaml: change that file and render again, what is changed here is lost.
# vault policy write notifications vault-policy.hcl
path "secret/data/notifications/*" {
  capabilities = ["read"]
}
path "secret/metadata/notifications/*" {
  capabilities = ["read", "list"]
}
