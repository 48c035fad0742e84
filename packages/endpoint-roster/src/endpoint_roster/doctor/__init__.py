"""Whether one account works, and where it breaks."""

from .checks import NOT_REACHED, DiagnosisStep
from .diagnosis import Diagnosis, Doctor

__all__ = ["NOT_REACHED", "Diagnosis", "DiagnosisStep", "Doctor"]
