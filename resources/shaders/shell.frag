flat in vec3 faceNormal;
in vec3 world;

uniform vec4 shell; // colour, how much of it
uniform float layerOpacity;

out vec4 fragColour;

void main()
{
    vec3 away = normalize(eyePosition - world);
    float facing = abs(dot(faceNormal, away));
    // Glass mirrors most where it is looked along.
    float veil = shell.a * (0.55 + 1.9 * (1.0 - facing) * (1.0 - facing));
    fragColour = vec4(finish(shell.rgb, world), min(veil, 0.6) * layerOpacity);
}
