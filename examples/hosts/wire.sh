#!/bin/sh
# Called once a host between power off and power on. Replace it by what moves a port to the Admin network in your racks:
# a call of the switch's command line, a ticket and a wait, a robot.
set -eu
echo "$PUMP_HOST ($PUMP_MACS): ports $PUMP_PORTS of $PUMP_SWITCH belong into VLAN $PUMP_VLAN now"
