"""What delivery announces, after the commit, for whoever writes letters. Nothing depends on being heard."""

from django.dispatch import Signal

# Argument: dispatch. A parcel has left its maker.
parcel_sent = Signal()
