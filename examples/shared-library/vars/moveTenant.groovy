// moveTenant(tenant: 'demo', config: 'production', approve: true)
//   tenant   name or id of the tenant
//   config   a configuration of Manage Jenkins > System > Pumphouse
//   approve  whether somebody has to approve the plan; true unless told otherwise
// Returns the map of pumpInstances.
def call(Map args) {
    def known = ['tenant', 'config', 'approve']
    for (name in args.keySet()) {
        if (!known.contains(name)) {
            error "moveTenant has no \"${name}\"; there are: ${known.join(', ')}"
        }
    }
    def moved = null
    pumphouse(config: args.config) {
        stage("Plan ${args.tenant}") {
            def plan = pumpInstances tenant: args.tenant, dryRun: true
            if (plan.conflicts) {
                error "resolve first:\n${plan.conflicts.join('\n')}"
            }
            echo "would move ${args.tenant}: ${plan.summary}"
        }
        if (args.approve != false) {
            stage("Approval ${args.tenant}") { // outside of node: nobody's executor waits for a person
                input "Move ${args.tenant}? Its servers are stopped while they move."
            }
        }
        stage("Move ${args.tenant}") {
            pumpTenants tenant: args.tenant
            pumpQuotas tenant: args.tenant // first: groups, ports and servers count against it
            moved = pumpInstances tenant: args.tenant
            echo "${args.tenant} has moved: ${moved.summary}"
        }
        stage("Verify ${args.tenant}") {
            pumpVerify tenant: args.tenant
        }
    }
    return moved
}
