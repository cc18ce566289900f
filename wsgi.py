"""What gunicorn serves: `gunicorn wsgi:app`."""

from casetrack.app import create_app

app = create_app()
