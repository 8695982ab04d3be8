# shellcheck shell=bash
# A cloud's folder: the services' configuration from etc/*.conf, and places for what they keep.

configure() { # CLOUD
    local cloud=$1 home=$STATE/$1 name
    mkdir -p "$BOTH"
    mkdir -p "$home"/{etc/policy.d,etc/keystone,etc/placement,log,pid,lock,images,image-staging,image-tasks,instances,volumes} \
        "$home"/{nova,neutron,glance,cinder/conversion,cinder/coordination}
    fill_in "$cloud" keystone > "$home/etc/keystone/keystone.conf"
    fill_in "$cloud" common placement > "$home/etc/placement/placement.conf"
    for name in glance nova neutron cinder; do fill_in "$cloud" common $name > "$home/etc/$name.conf"; done
    for name in 1 2; do host_configuration "$cloud-compute$name" > "$home/etc/compute$name.conf"; done
    cat > "$home/openrc" << RC
export OS_AUTH_URL=$(keystone_url "$cloud") OS_IDENTITY_API_VERSION=3 OS_USERNAME=admin OS_PASSWORD=admin OS_PROJECT_NAME=admin
export OS_USER_DOMAIN_ID=default OS_PROJECT_DOMAIN_ID=default OS_REGION_NAME=$REGION no_proxy=127.0.0.1
unset OS_CLOUD OS_TOKEN OS_USER_DOMAIN_NAME OS_PROJECT_DOMAIN_NAME
RC
}

# What tells a nova-compute from the others of its cloud.
host_configuration() { printf '[DEFAULT]\nhost = %s\n' "$1"; } # HOST

# The files etc/NAME.conf one after the other; the last is the service's own and names its user.
fill_in() { # CLOUD NAME...
    local cloud=$1 name files=()
    shift
    for name in "$@"; do files+=("$TESTBED/etc/$name.conf"); done
    sed -e "/^@LOGIN@\$/{ r $TESTBED/etc/login.conf" -e 'd }' "${files[@]}" |
        sed -e "s#@CLOUD@#$cloud#; s#@HOME@#$STATE/$cloud#; s#@UNPACKED@#$UNPACKED#; s#@REGION@#$REGION#; s#@USER@#$name#; s#@BOTH@#$BOTH#" \
            -e "s#@N@#$(cloud_digit "$cloud")#; s#@INFRA@#$FIRST_DIGIT#; s#@KEYSTONE@#$(keystone_url "$cloud")#" \
            -e "s#@DATABASES@#$(database_url "$cloud")#"
}

database_url() { echo "mysql+pymysql://testbed:testbed@127.0.0.1:${FIRST_DIGIT}3306/$1"; }
